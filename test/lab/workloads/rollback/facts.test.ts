import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {followingOf} from '../../../../source/lab/history/question.js';
import {isCommitHeld} from '../../../../source/lab/history/state.js';
import {courseOf} from '../../../../source/lab/sweep/course.js';
import {aimAt} from '../../../../source/lab/sweep/strata.js';
import {expectation} from '../../../../source/lab/verdict/expectation.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {rollbackFacts} from '../../../../source/lab/workloads/rollback/facts.js';
import {insertedFound} from '../../../../source/lab/workloads/rows/inspect.js';
import {rowsOf} from '../../../../source/lab/workloads/rows/options.js';
import {randomOf} from '../../../../source/seeded-random.js';
import {describeEnd} from '../../../../source/wording/run-end.js';
import {
	plan as blobsRun,
	stepBegun,
	type Story,
} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = asItRuns({
	...unpaced,
	...rollbackFacts.plan({}),
	autocommit: true,
	pauseCommit: true,
});

/** Its rows are there, and it is about to end. */
function inserted(): Story {
	return stepBegun(plan).statement('target').sent().after(900).ok();
}

const found = (rows: number) =>
	insertedFound({unchanged: 0, written: rows, intact: rows, others: 0}, plan);

test('it runs in a transaction, without a COMMIT to pause before', t => {
	t.like(plan, {autocommit: false, pauseCommit: false});
	t.false(isCommitHeld(inserted().emit({type: 'pace', paused: true}).run));
});

test('whatever follows an interruption but to try again is ROLLBACK', t => {
	const {run} = inserted();
	for (const [onInterrupt, expected] of [
		['ask', 'ask'],
		['retry', 'retry'],
		['skip', 'rollback'],
		['commit', 'rollback'],
		['rollback', 'rollback'],
	] as const) {
		t.is(followingOf({...run, onInterrupt}), expected);
	}
});

test('a sweep aims at its ROLLBACK', t => {
	const told = inserted().statement('rollback').sent().after(300).ok();
	const course = courseOf(told.run).filter(({phase}) => phase === 'rollback');
	t.is(course.length, 1);
	const aim = aimAt(
		{kind: 'query', phase: 'rollback', third: 'middle'},
		course,
		{plan, random: randomOf('a')},
	);
	t.like(aim?.moment, {type: 'time', since: {role: 'rollback'}});
});

test('rows that are there after it are no good end', t => {
	const told = inserted().statement('rollback').sent().ok();
	const expected = expectation(told.run);
	t.is(judge(found(0), expected).outcome, 'rolled back whole');
	t.is(judge(found(rowsOf(plan)), expected).outcome, 'PARTIAL');
	t.is(judge(found(1), expected).outcome, 'PARTIAL');
});

test('its end says who has rolled back', t => {
	const told = inserted();
	const end = () => {
		const verdict = {
			...judge(found(0), expectation(told.run)),
			seenBy: '44',
		} as const;
		return describeEnd({...told.run, verdict: {verdict, at: told.now}});
	};

	t.is(
		end(),
		'rolled back whole: 0 of 400,000 rows inserted, seen by connection 44',
	);
	told.statement('rollback').sent().ok();
	t.is(
		end(),
		'rolled back whole: 0 of 400,000 rows inserted, seen by connection 44; the lab sent ROLLBACK itself',
	);
});

test('what a kill does is known in every phase, and at the end', t => {
	for (const phase of [
		...rollbackFacts.phases.map(({name}) => name),
		'rollback',
	]) {
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				t.truthy(
					knownOf(rollbackFacts, kind, {phase, autocommit: false, flavour}),
				);
			}
		}
	}
});
