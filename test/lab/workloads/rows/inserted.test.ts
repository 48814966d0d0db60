import test from 'ava';
import {insertedFound} from '../../../../source/lab/workloads/rows/inspect.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {plan as blobsRun} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...rowsPlan('insert-select', 1000)};
const counts = {unchanged: 0, written: 0, intact: 0, others: 0};

for (const [what, written, missing] of [
	['none of them', 0, 1000],
	['a part of them', 300, 700],
	['all of them', 1000, 0],
] as const) {
	test(`the rows that a run has not inserted are counted, though the table never had them: ${what} inserted`, t => {
		t.like(insertedFound({...counts, written, intact: written}, plan), {
			contents: {rows: [{cells: ['no', missing]}, {cells: ['yes', written]}]},
		});
	});
}
