import test from 'ava';
import {missingRows} from '../../../../source/lab/workloads/delete/inspect.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {describeVerdict} from '../../../../source/wording/words.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...rowsPlan('delete', 1000)};

/** The rows are made, or are being made. */
function filling(): Story {
	const told = story().starts();
	return told
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'})
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'rows',
			total: 1000,
		});
}

const counts = {unchanged: 0, written: 0, intact: 0, others: 0};

test('a row that is not there is deleted, once the DELETE has begun', t => {
	const half = {...counts, unchanged: 600};
	t.deepEqual(missingRows(half, filling().run).found, []);
	const {run} = filling()
		.emit({type: 'step-made', step: 0})
		.statement('target');
	t.deepEqual(missingRows(half, run).found, [
		{step: 0, rows: 400, intact: 400},
	]);
	t.deepEqual(missingRows({...counts, unchanged: 1000}, run).found, []);
	t.like(missingRows(half, run).contents, {
		columns: ['deleted', 'rows'],
		rows: [{cells: ['no', 600]}, {cells: ['yes', 400]}],
	});
});

test("other people's rows do not stand for deleted ones", t => {
	const {run} = filling().statement('target');
	const inspection = missingRows({...counts, unchanged: 999, others: 1}, run);
	t.like(inspection, {foreign: {number: 1}, found: [{rows: 1}]});
});

test('the verdict says that the rows are deleted', t => {
	const {run} = filling().statement('target');
	const verdict = judge(missingRows(counts, run), {
		type: 'transaction',
		steps: [0],
		isAnswered: true,
	});
	t.is(
		describeVerdict({...verdict, seenBy: '44'}, plan),
		'committed whole: 1,000 of 1,000 rows deleted, seen by connection 44',
	);
});
