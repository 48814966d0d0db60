import test from 'ava';
import {type Returned} from '../../../../source/lab/events/events.js';
import {phase} from '../../../../source/lab/history/state.js';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {runLog} from '../../../../source/wording/run-log.js';
import {expectation} from '../../../../source/lab/verdict/expectation.js';
import {autoIncrementFacts} from '../../../../source/lab/workloads/auto-increment/facts.js';
import {foreignKeyFacts} from '../../../../source/lab/workloads/foreign-key/facts.js';
import {getLockFacts} from '../../../../source/lab/workloads/get-lock/facts.js';
import {metadataLockFacts} from '../../../../source/lab/workloads/metadata-lock/facts.js';
import {rowLockFacts} from '../../../../source/lab/workloads/row-lock/facts.js';
import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';
import {tableLockFacts} from '../../../../source/lab/workloads/table-lock/facts.js';
import {type WorkloadFacts} from '../../../../source/lab/workloads/facts/contract.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {phaseWords} from '../../../../source/wording/phase-words.js';
import {describeVerdict} from '../../../../source/wording/words.js';
import {interrupted, story} from '../../../helpers/story.js';
import {planOf, waiting} from '../../../helpers/waiting-story.js';

const states: ReadonlyArray<
	readonly [WorkloadFacts, command: string, state: string, phase: string]
> = [
	[sleepFacts, 'Sleep', '', 'send'],
	[sleepFacts, 'Query', 'executing', 'execute'],
	[sleepFacts, 'Query', 'User sleep', 'sleep'],
	[sleepFacts, 'Killed', 'User sleep', 'sleep'],
	[sleepFacts, 'Query', 'Writing to net', 'end'],
	[getLockFacts, 'Query', 'User lock', 'wait'],
	[getLockFacts, 'Query', 'freeing items', 'end'],
	[rowLockFacts, 'Query', 'Updating', 'execute'],
	[foreignKeyFacts, 'Query', 'Update', 'execute'],
	[autoIncrementFacts, 'Query', 'Update', 'execute'],
	[metadataLockFacts, 'Query', 'Opening tables', 'open'],
	[metadataLockFacts, 'Query', 'starting', 'open'],
	[metadataLockFacts, 'Query', 'Waiting for table metadata lock', 'wait'],
	[metadataLockFacts, 'Query', 'updating', 'execute'],
	[metadataLockFacts, 'Killed', 'Rollback', 'end'],
	[tableLockFacts, 'Query', 'Opening tables', 'open'],
	[tableLockFacts, 'Query', 'Waiting for table level lock', 'wait'],
	[tableLockFacts, 'Query', 'Updating', 'execute'],
];

for (const [facts, command, state, expected] of states) {
	test(`${facts.name}: ${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(facts.phaseOf({type: 'alive', command, state}), expected);
	});
}

for (const facts of [
	sleepFacts,
	getLockFacts,
	rowLockFacts,
	foreignKeyFacts,
	autoIncrementFacts,
	metadataLockFacts,
	tableLockFacts,
]) {
	test(`${facts.name}: what a kill does is known in every phase, and every phase has words`, t => {
		for (const {name, when} of facts.phases) {
			t.is(phaseWords(name, planOf(facts)), when);
			for (const kind of ['query', 'connection'] as const) {
				for (const flavour of ['mysql', 'mariadb'] as const) {
					for (const autocommit of [false, true]) {
						t.truthy(knownOf(facts, kind, {phase: name, autocommit, flavour}));
					}
				}
			}
		}
	});
}

const rowOf = (value?: string): Returned => ({
	type: 'rows',
	rows: 1,
	...(value === undefined ? {isNull: true} : {value}),
});

test("MySQL's killed SLEEP() is an interruption, though it returns OK: the transaction stays open, and nothing says 1317", t => {
	const told = waiting(sleepFacts, {state: 'User sleep'});
	told.kills('query').acknowledgedIn('Query', 'User sleep');
	told.returns(rowOf('1'));
	const {run} = told;
	const [kill] = run.kills;
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(kill?.left, {rows: 1, next: 'go on'});
	const sentence = kill ? describeKill(run, kill) : '';
	t.regex(sentence, /OK with 1 on MySQL, not error 1317/);
	t.regex(sentence, /the client got an OK and goes on/);
	t.true(runLog(run).some(({text}) => text.includes('OK with 1')));
	told.statement('commit').ok();
	t.deepEqual(expectation(told.run), {
		type: 'transaction',
		steps: [0],
		isAnswered: true,
	});
});

test('a SLEEP() that returns 0 was not interrupted', t => {
	const told = waiting(sleepFacts, {state: 'User sleep'});
	told.kills('query').acknowledgedIn('Query', 'User sleep');
	told.returns(rowOf('0'));
	t.deepEqual(told.effects, ['too-late']);
	t.is(told.run.kills[0]?.left, undefined);
});

test("MariaDB's killed GET_LOCK() returns OK with NULL, and may have ended before the look", t => {
	const told = waiting(getLockFacts, {flavour: 'mariadb', state: 'User lock'});
	told.kills('query').acknowledgedIn('Query', 'Writing to net');
	told.returns(rowOf());
	const [kill] = told.run.kills;
	t.like(kill, {seen: 'wait', effect: {effect: 'interrupted'}});
	t.regex(kill ? (whyOf(told.run, kill) ?? '') : '', /OK with NULL on MariaDB/);
});

test('a KILL CONNECTION hit the wait, though MariaDB shows no state as the thread ends', t => {
	const told = waiting(getLockFacts, {flavour: 'mariadb', state: 'User lock'});
	told.kills('connection').acknowledgedIn('Killed', '');
	told.drops();
	t.is(told.run.kills[0]?.seen, 'wait');
	t.deepEqual(told.effects, ['disconnected']);
});

test('the row of a target that only reads is pending, and no progress', t => {
	const told = waiting(sleepFacts, {state: 'User sleep'});
	told.seesThread('Query', 'User sleep', 1);
	t.is(told.run.steps[0]?.done, 0);
	told.fails();
	t.deepEqual(told.run.statements.at(-1)?.left, {rows: 1, next: 'rollback'});
});

test('after an interrupted INSERT the client rolls back, whatever else is set', t => {
	const told = story();
	told.starts();
	told.emit({
		type: 'run-started',
		run: 2,
		plan: {...planOf(sleepFacts), onInterrupt: 'retry'},
		connectionId: '42',
	});
	told
		.statement('begin')
		.ok()
		.emit({type: 'step-started', step: 0, name: 'a wait', unit: 'rows'})
		.statement('write')
		.fails();
	t.is(phase(told.run), 'generate');
	t.deepEqual(told.run.statements.at(-1)?.left, {rows: 0, next: 'rollback'});
});

test('under autocommit the row is expected though its SELECT failed', t => {
	const told = waiting(sleepFacts, {state: 'User sleep'});
	told.fails();
	const run = {...told.run, plan: {...told.run.plan, autocommit: true}};
	t.deepEqual(expectation(run), {
		type: 'autocommit',
		steps: [0],
		unanswered: [],
	});
});

test('a verdict without rows names the INSERT', t => {
	const words = describeVerdict(
		{
			outcome: 'rolled back whole',
			about: 'data',
			there: 0,
			intact: 0,
			expected: 0,
			contents: {columns: [], rows: []},
			unanswered: 0,
			seenBy: '44',
		},
		planOf(sleepFacts),
	);
	t.regex(words, /no rows, because no INSERT returned OK/);
});

test('rows that were changed before the wait for a lock are progress', t => {
	const told = waiting(rowLockFacts, {state: 'updating'});
	told.sees({
		thread: {type: 'alive', command: 'Query', state: 'updating'},
		transaction: {type: 'open', state: 'LOCK WAIT', rows: 4999},
	});
	t.is(told.run.steps[0]?.done, 4999);
});

test('an UPDATE that was not seen executing after its wait can be seen ending', t => {
	const told = waiting(metadataLockFacts, {
		state: 'Waiting for table metadata lock',
	});
	told.seesThread('Query', 'query end', 10_000);
	t.is(phase(told.run), 'end');
});

test('an UPDATE that MariaDB undoes was hit where it was seen waiting', t => {
	const told = waiting(metadataLockFacts, {
		flavour: 'mariadb',
		state: 'Waiting for table metadata lock',
	});
	told.kills('query').acknowledgedIn('Query', 'Opening tables').fails();
	t.is(told.run.kills[0]?.seen, 'wait');
});

test('a wait that a kill has ended does not go back to what came before it', t => {
	for (const state of ['starting', 'Opening tables', 'query end']) {
		const told = waiting(metadataLockFacts, {
			state: 'Waiting for table metadata lock',
		});
		told.kills('query').acknowledgedIn('Query', state);
		t.is(told.run.kills[0]?.seen, 'wait');
	}
});

test('while an UPDATE waits to begin, rows that a look shows are those of the transaction before', t => {
	const told = waiting(metadataLockFacts, {
		state: 'Waiting for table metadata lock',
	});
	told.seesThread('Query', 'Waiting for table metadata lock', 600);
	t.is(told.run.steps[0]?.done, 0);
	told.seesThread('Query', 'updating', 700);
	t.is(told.run.steps[0]?.done, 700);
});

for (const [flavour, failure] of [
	['mysql', interrupted],
	['mariadb', {errno: 1467, message: 'Failed to read auto-increment value'}],
] as const) {
	test(`a killed wait for the AUTO-INC lock ends with ${failure.errno} on ${flavour}`, t => {
		const told = waiting(autoIncrementFacts, {flavour, state: 'update'});
		const now = nowOf('query', told.run);
		told.kills('query').acknowledgedIn('Killed', 'update').fails(failure);
		const [kill] = told.run.kills;
		t.is(now, `error ${failure.errno} at once; it has no row`);
		t.deepEqual(told.effects, ['interrupted']);
		t.deepEqual(kill?.left, {rows: 0, next: 'rollback'});
		t.is(
			kill !== undefined && (whyOf(told.run, kill) ?? '').includes('1467'),
			flavour === 'mariadb',
		);
	});
}
