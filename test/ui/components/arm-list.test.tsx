import test from 'ava';
import {sleepFacts} from '../../../source/lab/workloads/sleep/facts.js';
import {toAscii} from '../../../source/output/ascii.js';
import {type LabState} from '../../../source/lab/history/state.js';
import {ArmList} from '../../../source/ui/components/arm-list.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {plan as blobsRun, story} from '../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;

function draw(
	state: LabState,
	line: number,
	width: number,
	height = 10,
): string[] {
	return componentFrame(
		<ArmList state={state} line={line} height={height} />,
		width,
	)
		.trimEnd()
		.split('\n');
}

const armed = {
	kind: 'connection',
	moment: {type: 'phase', phase: 'upload', part: 0.5},
} as const;

const {state: withArmed} = story().plans().emit({type: 'armed', kill: armed});

test('the kills in words, with the one that Enter arms', t => {
	t.deepEqual(draw(withArmed, 1, 80), [
		'An armed kill is sent once, on its own, at its moment:',
		'  KILL QUERY at 50 % of the upload of the next file',
		'▸ KILL QUERY when the next INSERT executes',
		'  KILL QUERY when COMMIT is sent',
		'  KILL CONNECTION at 50 % of the upload of the next file (armed)',
		'  KILL CONNECTION when the next INSERT executes',
		'  KILL CONNECTION when COMMIT is sent',
		'  none',
	]);
});

test('without room for all of it, a line still says that its kill is armed', t => {
	t.deepEqual(draw(withArmed, 3, 40), [
		'An armed kill is sent once, on its own,…',
		'  KILL QUERY at 50 % of the upload of t…',
		'  KILL QUERY when the next INSERT execu…',
		'  KILL QUERY when COMMIT is sent',
		'▸ KILL CONNECTION at 50 % of th… (armed)',
		'  KILL CONNECTION when the next INSERT …',
		'  KILL CONNECTION when COMMIT is sent',
		'  none',
	]);
});

test('where not all fit, the one that Enter arms is among those that do', t => {
	t.deepEqual(draw(withArmed, 4, 80, 4), [
		'An armed kill is sent once, on its own, at its moment (5 of 7):',
		'  KILL CONNECTION at 50 % of the upload of the next file (armed)',
		'▸ KILL CONNECTION when the next INSERT executes',
		'  KILL CONNECTION when COMMIT is sent',
	]);
	t.is(draw(withArmed, 6, 80, 2).at(-1), '▸ none');
});

test('the last line arms none', t => {
	t.is(draw(withArmed, 6, 80).at(-1), '▸ none');
});

test('each workload has its own', t => {
	const plan = {...unpaced, ...sleepFacts.plan({})};
	const {state} = story().emit({type: 'planned', plan});
	t.deepEqual(draw(state, 0, 80), [
		'An armed kill is sent once, on its own, at its moment:',
		'▸ KILL QUERY when SLEEP() sleeps',
		'  KILL QUERY when COMMIT is sent',
		'  KILL CONNECTION when SLEEP() sleeps',
		'  KILL CONNECTION when COMMIT is sent',
		'  none',
	]);
});

test('before there is a plan, none can be armed', t => {
	t.deepEqual(draw(story().state, 0, 80), [
		'An armed kill is sent once, on its own, at its moment:',
		'▸ none',
	]);
});

test('the marks in ASCII', t => {
	t.is(
		toAscii(draw(withArmed, 3, 40)[4] ?? ''),
		'> KILL CONNECTION at 50 % of th~ (armed)',
	);
});
