import test from 'ava';
import {
	afterStatement,
	endsStatement,
} from '../../../../source/lab/workloads/facts/claims.js';
import {blobsFacts} from '../../../../source/lab/workloads/blobs/facts.js';
import {blobsPlan} from '../../../../source/lab/workloads/blobs/options.js';
import {plan as tenFiles} from '../../../helpers/story.js';

const plan = {
	...tenFiles,
	...blobsPlan({files: 3, size: 200 * 1024 ** 2, protocol: 'text'}),
};

test('a phase says what becomes of the flag of a KILL QUERY in it', t => {
	t.deepEqual(
		blobsFacts.phases.map(({name, flag}) => [name, flag]),
		[
			['upload', 'cleared'],
			['sent', 'unclear'],
			['execute', 'seen'],
			['write', 'ignored'],
		],
	);
});

test('the moments that a kill can be aimed at, in words', t => {
	const which = (noun: string) => `the next ${noun}`;
	t.deepEqual(
		blobsFacts.aims.map(({phase, isDivisible = false, words}) => [
			phase,
			isDivisible,
			words(which, 0.5),
		]),
		[
			['generate', false, 'while the next file is generated'],
			['upload', true, 'at 50 % of the upload of the next file'],
			['execute', false, 'when the next INSERT executes'],
			['verify', false, 'when the hash of the next file is compared'],
		],
	);
});

test('the kills that can be armed', t => {
	t.deepEqual(blobsFacts.armable, [
		{type: 'phase', phase: 'upload', part: 0.5},
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	]);
});

test('a run and its parts in words', t => {
	t.is(blobsFacts.name, 'blobs');
	t.is(blobsFacts.unit, 'bytes');
	t.is(blobsFacts.stepName(2), 'random_file-2.bin');
	t.is(blobsFacts.describe(plan), '3 files of 200 MB');
	t.is(blobsFacts.detail?.(plan), 'text protocol');
	t.is(blobsFacts.amount(plan, 2), '400 MB');
	t.is(blobsFacts.rowsOf?.(plan, 2), 2);
	t.deepEqual(blobsFacts.check, {
		intact: 'hash equal',
		damaged: 'hash NOT EQUAL',
		open: 'not compared',
	});
	t.is(blobsFacts.intactWords?.part(1, 2), 'only 1 of 2 hashes equal');
});

test('the server needs half of the upload and half a second more; without a rate, 100 MB/s are assumed', t => {
	const {rate, ...unlimited} = plan;
	t.is(rate, 50 * 1024 ** 2);
	t.is(blobsFacts.expectedTime(plan), 6500);
	t.is(blobsFacts.expectedTime(unlimited), 3500);
});

test('of the table, the name stays longest, and the hash goes first', t => {
	t.deepEqual(blobsFacts.columns, [
		{name: 'id', type: 'number', rank: 1},
		{name: 'file_name', type: 'text', rank: 0, shortest: 8},
		{name: 'file_size', type: 'bytes', rank: 3},
		{name: 'file_hash', type: 'text', rank: 4, shortest: 10},
	]);
	t.deepEqual(blobsFacts.rowStates, {
		column: 'hash',
		rank: 2,
		intact: 'equal',
		damaged: 'NOT EQUAL',
	});
});

test('without a word a run is that of the blog post, and on a screen a file takes 3 s', t => {
	const usual = blobsPlan({
		files: 10,
		size: 100 * 1024 ** 2,
		protocol: 'binary',
	});
	t.deepEqual(blobsFacts.plan({}), usual);
	t.deepEqual(
		blobsFacts.plan({files: 3, size: 200 * 1024 ** 2, protocol: 'text'}),
		{workload: plan.workload, steps: 3},
	);
	t.is(blobsFacts.usualRate?.(usual), (100 * 1024 ** 2) / 3);
	t.deepEqual(blobsFacts.flags, ['files', 'size', 'protocol', 'rate']);
});

test('the names that everything else is found by', t => {
	t.is(blobsFacts.name, 'blobs');
	t.is(blobsFacts.tableName, 'DataBlobs');
	t.is(blobsFacts.doneWord, 'inserted');
	t.is(blobsFacts.streamedIn, 'upload');
});

test('what a run writes, for the question before it', t => {
	t.is(blobsFacts.intent(plan), 'write 3 files of 200 MB per run, 600 MB');
});

test('what the manuals claim, and what others see', t => {
	t.deepEqual(
		blobsFacts.claims.map(({claim, holds}) => [claim, holds]),
		[
			[endsStatement, 'in part'],
			[afterStatement, 'no'],
		],
	);
	t.is(blobsFacts.othersSee?.({type: 'counted', rows: 2}), 'others see 2 rows');
});
