import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {followingOf} from '../../../../source/lab/history/question.js';
import {expectation} from '../../../../source/lab/verdict/expectation.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {partsFound} from '../../../../source/lab/workloads/rows/inspect-parts.js';
import {rowsOf} from '../../../../source/lab/workloads/rows/options.js';
import {savepointFacts} from '../../../../source/lab/workloads/savepoint/facts.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {describeEnd} from '../../../../source/wording/run-end.js';
import {runLog} from '../../../../source/wording/run-log.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = asItRuns({
	...unpaced,
	...savepointFacts.plan({}),
	autocommit: true,
});
const rows = rowsOf(plan);
const whole = (step: number) => ({step, rows, intact: rows});

/** The next step has set its savepoint, and its INSERT is on its way. */
function inserting(told: Story): Story {
	const step = told.run.steps.length;
	told
		.emit({
			type: 'step-started',
			step,
			name: savepointFacts.stepName(step),
			unit: 'rows',
			total: rows,
		})
		.emit({type: 'step-made', step});
	return told.statement('savepoint').ok().statement('target').sent();
}

/** The first INSERT is done, and the second one is on its way. */
function secondInserting(): Story {
	const told = story()
		.starts()
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return inserting(inserting(told.statement('begin').ok()).ok());
}

/** A KILL QUERY has ended it. */
function interrupted(): Story {
	return secondInserting()
		.seesThread('Query', 'executing', rows + 5)
		.kills('query')
		.acknowledgedIn('Query', 'executing')
		.fails();
}

test('it runs in a transaction, and always goes back to its savepoint', t => {
	t.false(plan.autocommit);
	for (const onInterrupt of ['ask', 'rollback', 'retry', 'commit'] as const) {
		t.is(followingOf({plan, onInterrupt}), 'skip');
	}
});

test('its progress does not count what was there before the savepoint', t => {
	const {run} = secondInserting().seesThread('Query', 'executing', rows + 5);
	t.is(run.steps.at(-1)?.done, 5);
});

test('what an interruption leaves, and that the client goes back, are told', t => {
	const told = interrupted();
	const [kill] = told.run.kills;
	t.regex(
		(kill && describeKill(told.run, kill)) ?? '',
		/150,000 rows pending; the client goes back to its savepoint\. .*the savepoint and what came before it stayed/,
	);
	told.statement('savepoint').ok();
	t.true(
		runLog(told.run).some(({text}) =>
			text.startsWith('SAVEPOINT second rows OK'),
		),
	);
});

test('what came before the savepoint is committed whole, and nothing else may be there', t => {
	const told = interrupted().statement('savepoint').ok();
	const {run} = told.statement('commit').ok();
	const judged = (steps: readonly number[]) =>
		judge(
			partsFound(
				steps.map(step => whole(step)),
				0,
				plan,
			),
			expectation(run),
		);
	t.is(
		describeEnd({
			...run,
			verdict: {verdict: {...judged([0]), seenBy: '44'}, at: told.now},
		}),
		'committed whole: 150,000 of 150,000 rows inserted (2 INSERTs planned), seen by connection 44; skipped: second rows',
	);
	t.is(judged([0, 1]).outcome, 'PARTIAL');
	t.is(judged([1]).outcome, 'PARTIAL');
	t.like(judged([]), {outcome: 'rolled back whole', isForgotten: true});
});

test('without a savepoint nothing goes on', t => {
	const told = story()
		.starts()
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	const {run} = told
		.statement('begin')
		.ok()
		.emit({type: 'step-started', step: 0, name: 'first rows', unit: 'rows'})
		.emit({type: 'step-made', step: 0})
		.statement('savepoint')
		.sent()
		.fails();
	t.is(run.statements.at(-1)?.left?.next, 'rollback');
});

test('what a kill does is known in every phase, and at the savepoint', t => {
	for (const phase of [
		...savepointFacts.phases.map(({name}) => name),
		'savepoint',
	]) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(savepointFacts, kind, {
					phase,
					autocommit: false,
					flavour: 'mysql',
				}),
			);
		}
	}
});

test('rows of somebody else are told', t => {
	t.like(partsFound([whole(0)], 2, plan), {foreign: {number: 2}});
});
