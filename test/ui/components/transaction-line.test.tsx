import test from 'ava';
import {alterCopyFacts} from '../../../source/lab/workloads/alter-copy/facts.js';
import {asItRuns} from '../../../source/lab/workloads/facts/as-it-runs.js';
import {sqlFacts} from '../../../source/lab/workloads/sql/facts.js';
import {TransactionLine} from '../../../source/ui/components/transaction-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {plan as blobsRun, story} from '../../helpers/story.js';

for (const [files, line] of [
	[1, 'transaction open · 0 of 1 file inserted, nothing committed'],
	[2, 'transaction open · 0 of 2 files inserted, nothing committed'],
] as const) {
	test(`the transaction of a run of ${files}`, t => {
		const {run} = story().starts({files});
		t.is(componentFrame(<TransactionLine run={run} />, 80), line);
	});
}

for (const [what, run, line] of [
	[
		'the client',
		story().starts().stores(2).inserts().fails().statement('rollback').ok().run,
		'the client rolled back · open until then · 2 files undone',
	],
	[
		'the client, after its only statement was undone',
		story().starts().inserts().fails().statement('rollback').ok().run,
		'the client rolled back · open until then · no row was left in it',
	],
	[
		'the server, whatever the client did then',
		story()
			.starts()
			.stores(2)
			.statement('commit')
			.fails()
			.statement('rollback')
			.ok().run,
		'the server rolled back · 2 files undone',
	],
	[
		'the server, though ROLLBACK failed',
		story()
			.starts()
			.stores(2)
			.statement('commit')
			.fails({errno: 1180, message: 'Not connected to Primary Component'})
			.statement('rollback')
			.fails({errno: 1047, message: 'WSREP has not yet prepared node'}).run,
		'the server rolled back · 2 files undone',
	],
] as const) {
	test(`who rolled the transaction back: ${what}`, t => {
		t.is(componentFrame(<TransactionLine run={run} />, 80), line);
	});
}

test('an amount that is the number of statements is not said twice', t => {
	const {rate, ...unpaced} = blobsRun;
	const told = story().starts();
	const plan = {...unpaced, ...sqlFacts.plan({sql: 'DELETE FROM orders'})};
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	told.statement('begin').ok().statement('target').ok();
	told.statement('commit').ok();
	t.is(
		componentFrame(<TransactionLine run={told.run} />, 80),
		'transaction committed · 1 of 1 statement',
	);
});

test('a target that commits itself has no transaction to tell of', t => {
	const plan = asItRuns({...blobsRun, ...alterCopyFacts.plan({})});
	const told = story().starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	told.statement('target').sent();
	t.is(
		componentFrame(<TransactionLine run={told.run} />, 80),
		'the ALTER TABLE commits itself · 0 of 1 done',
	);
	told.ok();
	t.is(
		componentFrame(<TransactionLine run={told.run} />, 80),
		'the ALTER TABLE commits itself · 1 of 1 done',
	);
});
