import test from 'ava';
import {type ServerView} from '../../source/lab/events/events.js';
import {myisamFacts} from '../../source/lab/workloads/myisam/facts.js';
import {explainTransaction} from '../../source/wording/view-words.js';
import {plan, story, type Story} from '../helpers/story.js';

const open: ServerView = {
	thread: {type: 'alive', command: 'Query', state: ''},
	transaction: {type: 'open', state: 'RUNNING', rows: 2},
};

const cases: ReadonlyArray<
	readonly [what: string, tell: () => Story, words: string | undefined]
> = [
	[
		'an upload that was cut off',
		() => story().starts().stores(2).inserts().drops(),
		'to undo',
	],
	[
		'a connection that was cut off between two statements',
		() => story().starts().stores(2).closes(),
		'to undo',
	],
	[
		'a COMMIT that was cut off, such as while it waits for an ACK',
		() => story().starts({files: 2}).stores(2).statement('commit').drops(),
		undefined,
	],
	[
		'a connection that was cut off after the OK of its COMMIT',
		() =>
			story().starts({files: 2}).stores(2).statement('commit').ok().closes(),
		'as it was before the COMMIT returned',
	],
	[
		'an INSERT that was cut off and may commit by itself',
		() =>
			story()
				.starts()
				.emit({
					type: 'run-started',
					run: 2,
					plan: {...plan, autocommit: true},
					connectionId: '43',
				})
				.inserts()
				.drops(),
		undefined,
	],
];

test('a target whose table has no transactions waits for none', t => {
	const told = story().starts();
	const {rate, ...unpaced} = plan;
	told.emit({
		type: 'run-started',
		run: 2,
		plan: {...unpaced, ...myisamFacts.plan({})},
		connectionId: '42',
	});
	told.statement('begin').ok().statement('target').sent();
	t.is(
		explainTransaction(told.run, {...open, transaction: {type: 'none'}}),
		'MyISAM has no transactions',
	);
});

for (const [what, tell, words] of cases) {
	test(`the rows of an open transaction, after ${what}: ${words ?? 'nothing is said'}`, t => {
		const {run} = tell().looks();
		t.is(explainTransaction(run, open), words);
	});
}
