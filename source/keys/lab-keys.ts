import {isSameWorkload} from '../lab/workloads/facts/same-workload.js';
import {endingOf} from '../lab/workloads/facts/endings.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {
	isCommitHeld,
	phase,
	type LabState,
	type RunState,
} from '../lab/history/state.js';
import {
	interruptAnswers,
	type InterruptAnswer,
	type OnInterrupt,
	type RunPlan,
} from '../lab/events/run-plan.js';
import {type LabActivity} from './activity.js';
import {type ChoiceCommand} from './choice-command.js';
import {commandFinder} from './find-command.js';
import {endKeys, historyKey, inHistory, movingKeys} from './history-keys.js';
import {
	copyKey,
	helpKey,
	killsKey,
	productionKey,
	redrawKey,
	reportKey,
} from './shared-keys.js';
import {whyNoChoice} from './why-no-choice.js';
import {type ScreenKey} from './screen-key.js';

/** What a key of the lab stands for. */
export type LabCommand =
	| 'kill-query'
	| 'kill-connection'
	| 'start'
	| 'pause'
	| 'faster'
	| 'slower'
	| 'change-on-interrupt'
	| 'report'
	| 'copy'
	| 'redraw'
	| `answer-${InterruptAnswer}`
	| 'leave'
	| ChoiceCommand;

/** The keys of the lab, in the order of the help and the hints. */
export const labKeys: ReadonlyArray<ScreenKey<LabCommand, LabActivity>> = [
	{
		name: 'q',
		presses: [['q', 'kill-query']],
		meaning: 'KILL QUERY: ends the statement, if in time',
		inFull:
			'sends `KILL QUERY` with the live connection id: ends the statement, if in time. It never quits',
		usage: 'KILL QUERY',
	},
	{
		name: 'c',
		presses: [['c', 'kill-connection']],
		meaning: 'KILL CONNECTION: ends the transaction too',
		inFull:
			'sends `KILL CONNECTION` with the live connection id: ends the transaction too',
		usage: 'KILL CONNECTION',
	},
	{
		name: '1 2 3 4',
		shortName: '1-4',
		presses: interruptAnswers.map(
			(answer, index) => [String(index + 1), `answer-${answer}`] as const,
		),
		hint: (_activity, {run}) => (run?.question ? 'answer' : undefined),
		inPanel: {question: 'answer'},
		meaning: 'answer what the client does after error 1317',
		inFull:
			'after error 1317, answer what the client does: rollback (Enter too), retry, skip or commit',
	},
	{
		name: 's',
		presses: [['s', 'start']],
		hint: (activity, state) =>
			activity === 'waiting'
				? 'start'
				: activity === 'over'
					? runAgain(state)
					: undefined,
		meaning: 'starts a run, or the next one',
		inFull: 'starts (`--wait`), or runs again on a new connection',
		usage: 'run again',
	},
	{
		name: 'space',
		presses: [[' ', 'pause']],
		hint(activity, {run}) {
			if (activity !== 'running' || !run || !hasUpload(run)) {
				return undefined;
			}

			if (isCommitHeld(run)) {
				return 'sends COMMIT';
			}

			if (factsOf(run.plan).streamedIn !== undefined) {
				return run.paused ? 'resume' : 'pause';
			}

			if (run.plan.autocommit || endingOf(factsOf(run.plan)) !== 'commit') {
				// There is none to hold.
				return undefined;
			}

			return run.paused ? 'let COMMIT go' : 'hold COMMIT';
		},
		meaning: 'pauses and resumes the upload, or sends COMMIT',
		usage: 'pause',
	},
	{
		name: '+ -',
		shortName: '+-',
		// = is the same key as + without Shift, on many keyboards.
		presses: [
			['+', 'faster'],
			['=', 'faster'],
			['-', 'slower'],
		],
		// An upload at full speed has no rate to change.
		hint: (activity, {run}) =>
			activity === 'running' &&
			run &&
			hasUpload(run) &&
			factsOf(run.plan).streamedIn !== undefined &&
			run.rate !== undefined
				? 'rate'
				: undefined,
		meaning: 'faster, slower',
		usage: 'rate',
	},
	{
		name: 'a',
		presses: [['a', 'arm']],
		hint: activity => (isReady(activity) ? 'arm' : undefined),
		inPanel: {arm: 'next', question: 'arm'},
		meaning: 'arms a kill that is sent at its moment',
		inFull:
			'lists the kills that can be armed: arrows move, Enter arms, Escape cancels',
	},
	{
		name: '↑ ↓',
		shortName: '↑↓',
		presses: [
			['Up', 'up'],
			['Down', 'down'],
		],
		inPanel: {
			arm: 'move',
			workloads: 'move',
			prompt: 'history',
			...inHistory.arrows,
		},
	},
	{
		name: 'Enter',
		// Some terminals send a line feed for it.
		presses: [
			['^m', 'confirm'],
			['^j', 'confirm'],
		],
		inPanel: {
			arm: 'arms',
			question: 'is 1',
			workloads: 'takes',
			prompt: 'takes',
			...inHistory.enter,
		},
	},
	{
		name: 'Esc',
		presses: [['Esc', 'close']],
		inPanel: {
			arm: 'cancels',
			help: 'closes',
			workloads: 'cancels',
			prompt: 'closes',
			...inHistory.escape,
			message: 'closes',
		},
	},
	{
		name: 'i',
		presses: [['i', 'change-on-interrupt']],
		hint: (activity, {plan}) =>
			isReady(activity) && plan && factsOf(plan).savepoint === undefined
				? afterInterrupt(plan)
				: undefined,
		meaning: 'asks after error 1317, or always does the same',
		inFull:
			'changes what follows error 1317: the question, or always rollback, retry, skip or commit',
	},
	{
		...historyKey,
		// With neither a kill nor a run before, it shows what the screen shows.
		hint: (activity, {run, earlier}) =>
			isReady(activity) && (earlier ?? (run && run.kills.length > 0))
				? 'runs'
				: undefined,
	},
	...movingKeys,
	endKeys,
	{
		name: 'w',
		presses: [['w', 'workloads']],
		hint: (activity, state) =>
			whyNoChoice('workloads', activity, state) === undefined
				? 'workload'
				: undefined,
		inPanel: {workloads: 'next'},
		meaning: 'chooses what the next run does',
		inFull:
			'lists the workloads for the next run: arrows move, Enter takes, Escape cancels',
	},
	{
		name: ':',
		presses: [[':', 'prompt']],
		hint: (activity, state) =>
			whyNoChoice('prompt', activity, state) === undefined ? 'SQL' : undefined,
		meaning: 'types a statement of your own for the next run',
		inFull:
			'opens a line for a statement of your own, which the next run has as its target',
	},
	{
		...reportKey,
		hint: activity => (activity === 'over' ? 'report' : undefined),
	},
	copyKey,
	{
		...killsKey,
		hint: (activity, state) =>
			isReady(activity) ? killsKey.hint(activity, state) : undefined,
	},
	{
		...productionKey,
		// It shows little after a run, and then others need the room.
		hint: (activity, state) =>
			activity === 'running' ? productionKey.hint(activity, state) : undefined,
	},
	helpKey,
	redrawKey,
	{
		name: '^C',
		presses: [['^c', 'leave']],
		hint: activity => (activity === 'leaving' ? 'again quits now' : 'quit'),
		inPanel: {
			arm: 'quit',
			help: 'quit',
			question: 'quit',
			workloads: 'quit',
			prompt: 'quit',
			...inHistory.leave,
			message: 'quit',
		},
		meaning: 'cleans up and quits; q never quits',
		inFull:
			'cleans up and quits; a second one quits at once and says what may be left',
		usage: 'quit',
	},
];

/** The command of a press in the lab. Only the plain lower-case letters kill. */
export const labCommand = commandFinder(labKeys);

/** The key for a command, as the help names it. */
export function keyFor(command: LabCommand): string | undefined {
	return labKeys.find(({presses}) =>
		presses.some(([, other]) => other === command),
	)?.name;
}

/** What the next run is to the one before. */
function runAgain({run, plan}: LabState): string {
	return !plan || (run && isSameWorkload(run.plan, plan))
		? 'run again'
		: `run ${plan.workload.name}`;
}

/** Whether the next run, or this one, can still be prepared. */
function isReady(activity: LabActivity): boolean {
	return !['starting', 'changing', 'leaving'].includes(activity);
}

/** Nothing is held or sent any more from COMMIT or ROLLBACK on. A run that is over is the one before: the next one waits for its table to be emptied. */
const phasesWithoutUpload: ReadonlySet<string> = new Set([
	'prepare',
	'prepared',
	'commit',
	'rollback',
	'look',
	'over',
]);

function hasUpload(run: RunState): boolean {
	return run.question === undefined && !phasesWithoutUpload.has(phase(run));
}

/** If each INSERT is its own transaction, there is none to end: then two of the words only skip the other files. */
const underAutocommit: Readonly<Record<OnInterrupt, string>> = {
	ask: 'ask',
	rollback: 'stop',
	retry: 'retry',
	skip: 'skip',
	commit: 'stop',
};

function afterInterrupt({autocommit, onInterrupt}: RunPlan): string {
	return autocommit ? underAutocommit[onInterrupt] : onInterrupt;
}
