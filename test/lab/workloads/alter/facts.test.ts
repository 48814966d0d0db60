import test from 'ava';
import {type SchemaVerdict} from '../../../../source/lab/events/events.js';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {partOf} from '../../../../source/lab/history/state.js';
import {addIndexFacts} from '../../../../source/lab/workloads/add-index/facts.js';
import {alterCopyFacts} from '../../../../source/lab/workloads/alter-copy/facts.js';
import {labKeys} from '../../../../source/keys/lab-keys.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {committedHow} from '../../../../source/wording/committed-how.js';
import {phaseWords} from '../../../../source/wording/phase-words.js';
import {
	describeVerdict,
	describeView,
} from '../../../../source/wording/words.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = asItRuns({...unpaced, ...rowsPlan('alter-copy', 1000)});

/** An ALTER TABLE is in flight. */
function altering(): Story {
	const told = story().starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return told
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'rows',
			total: 1000,
		})
		.emit({type: 'step-made', step: 0})
		.statement('target')
		.sent();
}

/** A look at its thread. */
function sees(
	told: Story,
	state: string,
	progress?: {done: number; total: number; stage?: number; stages?: number},
): Story {
	return told.sees({
		thread: {
			type: 'alive',
			command: 'Query',
			state,
			...(progress && {progress}),
		},
		transaction: {type: 'open', state: 'RUNNING', rows: 7},
	});
}

const states = [
	[alterCopyFacts, 'Sleep', '', 'send'],
	[alterCopyFacts, 'Query', '', 'send'],
	[alterCopyFacts, 'Query', 'After create', 'prepare'],
	[alterCopyFacts, 'Query', 'Waiting for table metadata lock', 'prepare'],
	[alterCopyFacts, 'Query', 'copy to tmp table', 'copy'],
	[alterCopyFacts, 'Killed', 'Enabling keys', 'keys'],
	[alterCopyFacts, 'Query', 'Rename result table', 'end'],
	[alterCopyFacts, 'Query', 'rename result table', 'end'],
	[alterCopyFacts, 'Query', 'waiting for handler commit', 'end'],
	[alterCopyFacts, 'Query', 'End of update loop', 'end'],
	[addIndexFacts, 'Query', 'preparing for alter table', 'prepare'],
	[addIndexFacts, 'Query', 'alter table (read PK and internal sort)', 'build'],
	[addIndexFacts, 'Query', 'alter table (merge sort)', 'build'],
	[addIndexFacts, 'Query', 'alter table (end)', 'build'],
	[addIndexFacts, 'Killed', 'altering table', 'build'],
	[addIndexFacts, 'Query', 'Committing alter table to storage engine', 'end'],
] as const;

for (const [facts, command, state, expected] of states) {
	test(`${facts.name}, ${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(facts.phaseOf({type: 'alive', command, state}), expected);
	});
}

for (const facts of [alterCopyFacts, addIndexFacts]) {
	test(`${facts.name}: what a kill does is known in every phase, and every phase has words`, t => {
		const planned = {...plan, ...facts.plan({})};
		for (const {name, when} of facts.phases) {
			t.is(phaseWords(name, planned), when);
			for (const kind of ['query', 'connection'] as const) {
				for (const flavour of ['mysql', 'mariadb'] as const) {
					t.truthy(
						knownOf(facts, kind, {phase: name, autocommit: true, flavour}),
					);
				}
			}
		}
	});

	test(`${facts.name} has no transaction around it, whatever was asked for`, t => {
		const planned = asItRuns({
			...plan,
			...facts.plan({}),
			autocommit: false,
			pauseCommit: true,
		});
		t.like(planned, {autocommit: true, pauseCommit: false});
		t.is(committedHow(planned), 'the ALTER TABLE commits itself');
	});
}

test('the server’s progress shows how many rows are copied, and its transaction does not', t => {
	const told = altering();
	t.is(sees(told, 'copy to tmp table').run.steps[0]?.done, 0);
	const {run} = sees(told, 'copy to tmp table', {done: 300, total: 1200});
	t.is(run.steps[0]?.done, 250);
	t.is(nowOf('query', run), 'error 1317; the table stays as it was');
	const later = sees(told, 'Enabling keys', {
		done: 0,
		total: 100,
		stage: 2,
		stages: 2,
	});
	t.is(later.run.steps[0] && partOf(later.run.steps[0]), 1);
});

test('before the target, what is done are the rows that are made', t => {
	const told = story().starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	told.emit({
		type: 'step-started',
		step: 0,
		name: 'all rows',
		unit: 'rows',
		total: 1000,
	});
	told.statement('setup');
	told.emit({type: 'step-progress', step: 0, done: 512});
	sees(told, 'copy to tmp table', {done: 300, total: 1200});
	t.is(told.run.steps[0]?.done, 512);
	told.ok().emit({type: 'step-made', step: 0}).statement('target');
	t.is(told.run.steps[0]?.done, 0);
});

test('the making of an index has no progress that can be relied on', t => {
	t.is(
		addIndexFacts.partOf?.({
			type: 'alive',
			command: 'Query',
			state: 'alter table (insert)',
			progress: {done: 1, total: 2},
		}),
		undefined,
	);
});

test('a view tells the progress in the server’s own units', t => {
	const {run} = sees(altering(), 'copy to tmp table', {
		done: 9772,
		total: 75_000,
	});
	t.is(
		run.view && describeView(run.view.view).thread,
		'Query / copy to tmp table, 9,772 of 75,000',
	);
	const staged = sees(altering(), 'copy to tmp table', {
		done: 37.5,
		total: 100,
		stage: 1,
		stages: 2,
	});
	t.is(
		staged.run.view && describeView(staged.run.view.view).thread,
		'Query / copy to tmp table, stage 1 of 2, 37 %',
	);
});

test('the end comes after any phase of the work, and before one it is that of the statement before', t => {
	const told = sees(altering(), 'query end');
	t.is(told.run.statements.at(-1)?.reached, undefined);
	sees(told, 'copy to tmp table');
	sees(told, 'Enabling keys');
	sees(told, 'Rename result table');
	t.deepEqual(
		told.run.statements.at(-1)?.reached?.map(({phase}) => phase),
		['copy', 'keys', 'end'],
	);
});

test('a kill in the midst of the copy is told as that, with the table as before', t => {
	const told = sees(altering(), 'copy to tmp table');
	told.kills('query').acknowledgedIn('Query', 'copy to tmp table').fails();
	const [kill] = told.run.kills;
	t.deepEqual(told.effects, ['interrupted']);
	t.is(
		kill && whyOf(told.run, kill),
		'The ALTER TABLE saw the flag while it made the copy. The server threw the copy away: the table is as before.',
	);
});

test('a kill while the copy takes the table’s place is too late', t => {
	const told = sees(altering(), 'copy to tmp table');
	sees(told, 'rename result table');
	told.kills('query').acknowledgedIn('Query', 'rename result table').ok();
	t.deepEqual(told.effects, ['too-late']);
	const [kill] = told.run.kills;
	t.regex(kill ? (whyOf(told.run, kill) ?? '') : '', /table is changed/);
});

const found: SchemaVerdict = {
	outcome: 'committed whole',
	about: 'schema',
	definition: 'after',
	there: 1000,
	intact: 1000,
	expected: 1000,
	remains: {type: 'seen', names: []},
	contents: {columns: [], rows: []},
	seenBy: '44',
};

const verdicts: ReadonlyArray<readonly [Partial<SchemaVerdict>, string]> = [
	[
		{},
		'committed whole: the column note is there, all 1,000 rows are intact, nothing else is left of the ALTER TABLE, seen by connection 44',
	],
	[
		{outcome: 'rolled back whole', definition: 'before'},
		'rolled back whole: the table is as before, all 1,000 rows are intact, nothing else is left of the ALTER TABLE, seen by connection 44',
	],
	[
		{isUnanswered: true, remains: {type: 'hidden', why: 'denied'}},
		'committed whole: the column note is there, although the client saw an error, all 1,000 rows are intact, what the ALTER TABLE has left besides is hidden, seen by connection 44',
	],
	[
		{outcome: 'rolled back whole', definition: 'before', isForgotten: true},
		'rolled back whole: the table is as before, although the ALTER TABLE returned OK, all 1,000 rows are intact, nothing else is left of the ALTER TABLE, seen by connection 44',
	],
	[
		{
			outcome: 'PARTIAL',
			intact: 998,
			remains: {type: 'seen', names: ['s/#sql-1_2']},
			foreign: {number: 2, rows: []},
		},
		"PARTIAL: the column note is there, 998 of 1,000 rows are intact, the ALTER TABLE has left s/#sql-1_2, seen by connection 44; the table also has 2 rows that are not the lab's",
	],
];

for (const [change, words] of verdicts) {
	test(`a verdict about the schema: ${words}`, t => {
		t.is(describeVerdict({...found, ...change}, plan), words);
	});
}

test('there is no COMMIT to hold', t => {
	const hint = (state: Story['state']) =>
		labKeys.find(({name}) => name === 'space')?.hint?.('running', state);
	t.is(hint(altering().state), undefined);
	const told = story().starts();
	for (const [autocommit, words] of [
		[false, 'hold COMMIT'],
		[true, undefined],
	] as const) {
		told.emit({
			type: 'run-started',
			run: 3,
			plan: {...plan, ...rowsPlan('update', 1000), autocommit},
			connectionId: '43',
		});
		t.is(hint(told.state), words);
	}
});

test('others see the definition as it was, or what is new in it', t => {
	for (const [facts, words] of [
		[alterCopyFacts, 'others see that the column note is there'],
		[addIndexFacts, 'others see that the index byProof is there'],
	] as const) {
		const see = (rows: number) => facts.othersSee?.({type: 'counted', rows});
		t.is(see(0), 'others see the table as it was before');
		t.is(see(1), words);
	}
});
