import test from 'ava';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {phase} from '../../../../source/lab/history/state.js';
import {isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {procedureFacts} from '../../../../source/lab/workloads/procedure/facts.js';
import {changedBatches} from '../../../../source/lab/workloads/procedure/glance.js';
import {batchesFound} from '../../../../source/lab/workloads/procedure/inspect.js';
import {changeBatchedRows} from '../../../../source/lab/workloads/procedure/routine.js';
import {rowsOf} from '../../../../source/lab/workloads/rows/options.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {committedHow} from '../../../../source/wording/committed-how.js';
import {describeOthers} from '../../../../source/wording/others-words.js';
import {describeVerdict} from '../../../../source/wording/words.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...procedureFacts.plan({scale: 0.01})};

/** A CALL is in flight. */
function calling(told = story()): Story {
	told.starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return told
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'rows',
			total: 10_000,
		})
		.emit({type: 'step-made', step: 0})
		.statement('begin')
		.ok()
		.statement('target')
		.sent();
}

/** A glance at what others see. */
function glances(told: Story, rows: number): Story {
	return told.emit({type: 'others-view', others: {type: 'counted', rows}});
}

test('what others see is how far the CALL is, and its transaction is not', t => {
	const told = calling().seesThread('Query', 'updating', 700);
	t.is(told.run.steps[0]?.done, 0);
	t.is(glances(told, 3000).run.steps[0]?.done, 3000);
	t.is(told.seesThread('Query', 'updating', 200).run.steps[0]?.done, 3000);
	const hidden = {type: 'hidden', why: 'no'} as const;
	t.is(
		told.emit({type: 'others-view', others: hidden}).run.steps[0]?.done,
		3000,
	);
});

test('what others see before the CALL is seen at work is no progress of it', t => {
	t.is(glances(calling(), 3000).run.steps[0]?.done, 0);
});

test('a part is met by a glance', t => {
	const told = calling().seesThread('Query', 'updating', 700);
	const meets = () => {
		const event = told.events.at(-1);
		return (
			event &&
			isMoment({type: 'phase', phase: 'execute', part: 0.5}, event, told.run)
		);
	};

	glances(told, 4000);
	t.false(meets());
	glances(told, 5000);
	t.true(meets());
});

test('between two statements a CALL is still at work', t => {
	for (const state of ['query end', 'closing tables', '']) {
		const told = calling();
		// It may be the statement before that ends.
		t.is(phase(told.seesThread('Query', state, 0).run), 'sent');
		told.seesThread('Query', 'updating', 10);
		t.is(phase(told.seesThread('Query', state, 0).run), 'execute');
		told.kills('query').acknowledgedIn('Query', state);
		t.is(told.run.kills[0]?.seen, 'execute');
	}
});

test('a kill that meets a COMMIT of the procedure is lost, and one that is seen there and interrupts the CALL did not', t => {
	const meets = () => {
		const told = calling().seesThread('Query', 'updating', 10);
		return told
			.kills('query')
			.acknowledgedIn('Query', 'waiting for handler commit');
	};

	const told = meets().ok();
	t.deepEqual(told.effects, ['lost']);
	const [kill] = told.run.kills;
	t.is(kill?.seen, 'inner-commit');
	t.regex((kill && whyOf(told.run, kill)) ?? '', /^A COMMIT of the procedure/);
	const struck = meets().fails().run.kills[0];
	t.like(struck, {seen: 'execute', effect: {effect: 'interrupted'}});
});

test('a CALL that is seen at work after a kill, and returns OK, has cleared the flag', t => {
	const told = calling().seesThread('Query', 'updating', 10);
	told.kills('query').acknowledgedIn('Query', 'updating').ok();
	t.deepEqual(told.effects, ['lost']);
	const [kill] = told.run.kills;
	t.regex((kill && whyOf(told.run, kill)) ?? '', /^A COMMIT of the procedure/);
});

test('a kill that finds the CALL at its end is too late', t => {
	for (const [command, state] of [
		['Query', 'query end'],
		['Query', 'freeing items'],
		['Sleep', ''],
	] as const) {
		const told = calling().seesThread('Query', 'updating', 10);
		told.kills('query').acknowledgedIn(command, state).ok();
		t.deepEqual(told.effects, ['too-late']);
	}
});

test('on MariaDB a flag that does not show any more was cleared by a COMMIT', t => {
	const told = calling(
		story().emit({
			type: 'server',
			server: {
				flavour: 'mariadb',
				version: '10.11.18',
				product: 'MariaDB 10.11.18',
				address: 'test',
				tls: false,
				surroundings: [],
			},
		}),
	).seesThread('Query', 'Updating', 10);
	told.kills('query').acknowledgedIn('Query', 'Updating').ok();
	t.deepEqual(told.effects, ['lost']);
	t.is(told.run.kills[0]?.seen, 'inner-commit');
});

test('an interrupted CALL says what stays, and of each flavour whether a handler would get the error', t => {
	const told = calling().seesThread('Query', 'updating', 10);
	told.kills('query').acknowledgedIn('Query', 'updating').fails();
	const [kill] = told.run.kills;
	t.like(kill, {seen: 'execute', effect: {effect: 'interrupted'}});
	t.regex((kill && whyOf(told.run, kill)) ?? '', /No handler .* MySQL\..*stay/);
	const why = knownOf(procedureFacts, 'query', {
		phase: 'execute',
		autocommit: false,
		flavour: 'mariadb',
	})?.why.interrupted;
	t.regex(why ?? '', /on MariaDB one would get this error/);
});

test('after the CALL nothing waits for the COMMIT', t => {
	const told = calling().seesThread('Query', 'updating', 10).ok();
	t.is(nowOf('connection', told.run), 'nothing to roll back yet');
	told.statement('commit');
	t.is(nowOf('connection', told.run), 'disconnects; all is committed already');
});

test('what a kill does is known in every phase', t => {
	for (const {name} of procedureFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(procedureFacts, kind, {
					phase: name,
					autocommit: false,
					flavour: 'mysql',
				}),
			);
		}
	}
});

test('a thread is at work, between two statements, or idle', t => {
	const at = (command: string, state: string) =>
		procedureFacts.phaseOf({type: 'alive', command, state});
	t.is(at('Sleep', ''), 'send');
	t.is(at('Query', 'Updating'), 'execute');
	t.is(at('Query', 'init for update'), 'execute');
	t.is(at('Query', 'Opening tables'), 'execute');
	t.is(at('Killed', ''), 'between');
	t.is(at('Query', 'waiting for handler commit'), 'inner-commit');
	t.is(at('Killed', 'Commit'), 'inner-commit');
	t.is(at('Query', 'Rollback'), 'between');
});

for (const [scale, rows] of [
	[1, 1_000_000],
	[0.0001, 1000],
	[0.0016, 2000],
	[0.2, 200_000],
	[0.201, 200_000],
	[1.333, 1_330_000],
] as const) {
	test(`--scale ${scale} is ${rows} rows, in whole batches, each of which is looked up`, t => {
		const its = {...plan, ...procedureFacts.plan({scale})};
		t.is(rowsOf(its), rows);
		const {from, each = 0} = changedBatches('`a`.`b`', its);
		const [, ids = ''] = /IN \((.*)\)/.exec(from) ?? [];
		const numbers = ids.split(', ').map(Number);
		t.true(numbers.length <= 200);
		t.is(numbers[0], each);
		t.is(numbers.at(-1), rows);
		t.is(numbers.length * each, rows);
	});
}

/** What is judged of so many changed rows. */
function verdictOf(counts: {
	readonly written: number;
	readonly intact: number;
	readonly lastWritten: number;
}) {
	return {
		...judge(
			batchesFound(
				{...counts, unchanged: 10_000 - counts.written, others: 0},
				plan,
			),
			{
				type: 'transaction',
				steps: [0],
				isAnswered: false,
			},
		),
		seenBy: '44',
	};
}

test('whole batches from the first on may stay', t => {
	const verdict = verdictOf({written: 3000, intact: 3000, lastWritten: 3000});
	t.like(verdict, {outcome: 'PARTIAL', there: 3000, expected: 10_000});
	t.false('isTorn' in verdict);
	t.is(
		describeVerdict(verdict, plan),
		'PARTIAL: 3,000 of 10,000 rows changed, although the client saw an error, and they stay: the procedure commits every 1,000 rows, seen by connection 44',
	);
});

for (const [what, counts] of [
	['a part of a batch', {written: 3500, intact: 3500, lastWritten: 3500}],
	['a gap', {written: 3000, intact: 3000, lastWritten: 4000}],
	['a row changed twice', {written: 3000, intact: 2999, lastWritten: 3000}],
] as const) {
	test(`${what} is torn`, t => {
		const verdict = verdictOf(counts);
		t.like(verdict, {outcome: 'PARTIAL', isTorn: true});
		t.regex(
			describeVerdict(verdict, plan),
			/, and torn: they are not the first rows in whole batches of 1,000, each changed once, seen/,
		);
	});
}

test('all rows are whole, and none are gone', t => {
	const all = {written: 10_000, intact: 10_000, lastWritten: 10_000};
	t.is(verdictOf(all).outcome, 'committed whole');
	const none = verdictOf({written: 0, intact: 0, lastWritten: 0});
	t.is(none.outcome, 'rolled back whole');
	t.false('isTorn' in none);
});

test('it is said how the CALL commits, and what others see', t => {
	t.is(committedHow(plan), 'the procedure commits every 1,000 rows');
	t.is(
		describeOthers({type: 'counted', rows: 34_000}, plan),
		'others see 34,000 rows changed',
	);
});

test('the procedure commits whole batches, and passes over what is changed', t => {
	t.regex(changeBatchedRows.body, /first \+ 999 AND version = 0/);
	t.regex(changeBatchedRows.body, /COMMIT;\n\t\tSET first = first \+ 1000;/);
});
