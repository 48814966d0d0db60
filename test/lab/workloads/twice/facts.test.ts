import test from 'ava';
import {killKinds} from '../../../../source/lab/events/kill.js';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {reduce} from '../../../../source/lab/history/reduce.js';
import {
	initialState,
	type LabState,
} from '../../../../source/lab/history/state.js';
import {tablePhase} from '../../../../source/lab/history/tried.js';
import {awaitedBy, isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {courseOf} from '../../../../source/lab/sweep/course.js';
import {aimAt, strataOf} from '../../../../source/lab/sweep/strata.js';
import {expectation} from '../../../../source/lab/verdict/expectation.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {rowsFound} from '../../../../source/lab/workloads/rows/inspect.js';
import {twiceFacts} from '../../../../source/lab/workloads/twice/facts.js';
import {randomOf} from '../../../../source/seeded-random.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {
	plan as blobsRun,
	stepBegun,
	type Story,
} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = asItRuns({
	...unpaced,
	...twiceFacts.plan({}),
	autocommit: true,
	pauseCommit: true,
});

/** Its UPDATE is at work. */
function updating(): Story {
	return stepBegun(plan)
		.statement('target')
		.sent()
		.seesThread('Query', 'updating', 5);
}

/** The lab's first KILL has cut its client off. */
function cutOff(): Story {
	return updating().after(900).drops();
}

test('it runs in a transaction, without a COMMIT to pause before', t => {
	t.like(plan, {autocommit: false, pauseCommit: false});
});

test('the observer looks for what the first KILL waits for', t => {
	t.is(awaitedBy([], updating().run), 'part');
	t.is(awaitedBy([], cutOff().run), undefined);
});

test('a kill can be aimed at the moment at which the client is cut off', t => {
	let state: LabState = initialState;
	const moments = cutOff()
		.seesThread('Killed', 'query end', 5)
		.events.filter(event => {
			state = reduce(state, event);
			return (
				state.run !== undefined &&
				isMoment({type: 'phase', phase: 'cut', part: 0}, event, state.run)
			);
		});
	t.deepEqual(
		moments.map(({type}) => type),
		['connection-lost'],
	);
});

test('a sweep aims at what the thread goes on with when its client is cut off', t => {
	const {run} = cutOff().looks().after(400).seesNothing();
	const course = courseOf(run);
	const {from, to} = course.find(({phase}) => phase === 'cut off') ?? {
		from: 0,
		to: 0,
	};
	t.is(to - from, 401);
	t.true(from > 900);
	t.is(
		strataOf(course, killKinds).filter(({phase}) => phase === 'cut off').length,
		6,
	);
	const aim = aimAt(
		{kind: 'query', phase: 'cut off', third: 'end'},
		course.filter(({phase}) => phase === 'cut off'),
		{plan, random: randomOf('a')},
	);
	t.like(aim?.moment, {type: 'time', since: {role: 'target', step: 0}});
	const {after = 0} = aim?.moment.type === 'time' ? aim.moment : {};
	t.true(after > from + 260 && after < to + 1);
});

test('the course of a run that is not over has no such part, and neither has one without a loss', t => {
	const phases = ({run}: Story) => courseOf(run).map(({phase}) => phase);
	t.false(phases(cutOff()).includes('cut off'));
	t.false(phases(updating().ok().looks().seesNothing()).includes('cut off'));
});

for (const kind of killKinds) {
	test(`a second KILL finds the thread rolling back, and changes nothing: ${kind}`, t => {
		const told = cutOff();
		t.is(nowOf(kind, told.run), 'no effect: it is being undone already');
		told.kills(kind).acknowledgedIn('Killed', 'query end');
		const [kill] = told.run.kills;
		t.is(kill?.effect?.effect, 'too-late');
		t.is(kill && tablePhase(told.run, kill), 'cut off');
		t.is(
			kill && describeKill(told.run, kill),
			'too late. Read: the connection had been cut before it, and with the KILL the server showed Killed / query end. Known: the thread was being killed already: it went on undoing its rows, and ended when that was done. Sent 0.3 ms after the key, OK 1.0 ms after that, settled with the OK.',
		);
	});
}

test('a second KILL that the server has accepted, and whose thread is gone by then, is explained', t => {
	for (const [kind, effect] of [
		['query', 'no-statement'],
		['connection', 'already-gone'],
	] as const) {
		const {run} = cutOff().kills(kind).acknowledged(1, {type: 'gone'});
		const [kill] = run.kills;
		t.is(kill?.effect?.effect, effect);
		t.truthy(kill && whyOf(run, kill));
	}
});

test('where the thread is hidden, nobody knows', t => {
	const {run} = cutOff()
		.kills('connection')
		.acknowledged(1, {type: 'hidden', why: 'no privilege'});
	t.is(run.kills[0]?.effect?.effect, 'unknown');
});

test('a KILL QUERY at the same time as the first KILL has no known effect, and that is explained', t => {
	const {run} = updating().kills('query').acknowledged().drops();
	const [kill] = run.kills;
	t.is(kill?.effect?.effect, 'unknown');
	t.regex((kill && whyOf(run, kill)) ?? '', /at the same time/);
});

test('rows that are changed after it are no good end', t => {
	const {run} = cutOff();
	const judged = (written: number) =>
		judge(
			rowsFound(
				{unchanged: 1_000_000 - written, written, intact: written, others: 0},
				plan,
			),
			expectation(run),
		).outcome;
	t.is(judged(0), 'rolled back whole');
	t.is(judged(1), 'PARTIAL');
	t.is(judged(1_000_000), 'PARTIAL');
});

test('what a kill does is known in every phase, and when the client is cut off', t => {
	for (const phase of [...twiceFacts.phases.map(({name}) => name), 'cut off']) {
		for (const kind of killKinds) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				t.truthy(
					knownOf(twiceFacts, kind, {phase, autocommit: false, flavour}),
				);
			}
		}
	}
});
