import test from 'ava';
import {type OthersView} from '../../source/lab/events/events.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {describeOthers} from '../../source/wording/others-words.js';
import {plan as blobs} from '../helpers/story.js';

const update = {...blobs, ...rowsPlan('update', 1000)};

const cases: ReadonlyArray<
	readonly [plan: typeof blobs, view: OthersView, words: string]
> = [
	[blobs, {type: 'counted', rows: 0}, 'others see 0 rows'],
	[blobs, {type: 'counted', rows: 1}, 'others see 1 row'],
	[blobs, {type: 'counted', rows: 10}, 'others see 10 rows'],
	[
		update,
		{type: 'counted', rows: 0, of: 10},
		'others see 0 of 10 sampled rows changed',
	],
	[
		update,
		{type: 'hidden', why: "Table 'a.b' doesn't exist"},
		"what others see is not known: Table 'a.b' doesn't exist",
	],
];

for (const [plan, view, words] of cases) {
	test(`${plan.workload.name}: ${words}`, t => {
		t.is(describeOthers(view, plan), words);
	});
}
