import {type ReplayActivity} from './activity.js';
import {type ChoiceCommand} from './choice-command.js';
import {commandFinder} from './find-command.js';
import {endKeys, historyKey, inHistory, movingKeys} from './history-keys.js';
import {
	copyKey,
	helpKey,
	productionKey,
	redrawKey,
	reportKey,
} from './shared-keys.js';
import {type ScreenKey} from './screen-key.js';

/** What a key stands for while a recording plays, where none kills. What only changes what is shown is that of the lab: a panel joins with its record below. */
export type ReplayCommand =
	| 'pause'
	| 'step'
	| 'step-back'
	| 'kill-before'
	| 'kill-after'
	| 'faster'
	| 'slower'
	| 'restart'
	| 'report'
	| 'copy'
	| 'redraw'
	| 'leave'
	| Exclude<
			ChoiceCommand,
			'arm' | 'workloads' | 'prompt' | 'earlier-kill' | 'later-kill'
	  >;

/** The keys of a replay, in the order of the help and the hints. */
export const replayKeys: ReadonlyArray<
	ScreenKey<ReplayCommand, ReplayActivity>
> = [
	{
		name: 'space',
		presses: [[' ', 'pause']],
		hint: ({isOver, isPaused}) =>
			isOver ? undefined : isPaused ? 'resume' : 'pause',
		meaning: 'pauses and resumes',
	},
	{
		name: '. ,',
		presses: [
			['.', 'step'],
			[',', 'step-back'],
		],
		hint: () => 'step',
		meaning: 'to the next event that shows, and back',
		inFull: 'to the next event that changes something seen, and a step back',
	},
	{
		name: '[ ]',
		presses: [
			['[', 'kill-before'],
			[']', 'kill-after'],
		],
		hint: ({course}) => (course.kills.length > 0 ? 'kill' : undefined),
		meaning: 'to the kill before or after, with its effect',
		inFull: 'to where the kill before or after was sent, and how it turned out',
	},
	{
		name: endKeys.name,
		presses: endKeys.presses,
		meaning: 'to the beginning and to the end',
	},
	{
		name: '+ -',
		shortName: '+-',
		presses: [
			['+', 'faster'],
			['=', 'faster'],
			['-', 'slower'],
		],
		hint: ({isOver, speed}) => (isOver ? undefined : `${speed}x`),
		// It also shows the speed.
		leads: () => true,
		meaning: 'doubles and halves the speed',
		inFull: 'doubles and halves the speed; `--speed N` sets it',
	},
	{
		name: 's',
		presses: [['s', 'restart']],
		hint: () => 'again',
		leads: ({isOver}) => isOver,
		meaning: 'starts over',
	},
	{
		name: '↑ ↓',
		shortName: '↑↓',
		presses: [
			['Up', 'up'],
			['Down', 'down'],
		],
		inPanel: inHistory.arrows,
	},
	{
		name: 'Enter',
		presses: [
			['^m', 'confirm'],
			['^j', 'confirm'],
		],
		inPanel: inHistory.enter,
	},
	{
		name: 'Esc',
		presses: [['Esc', 'close']],
		inPanel: {help: 'closes', message: 'closes', ...inHistory.escape},
	},
	{
		...historyKey,
		// Of one run alone, the screen shows most.
		hint: (_activity, {earlier}) => (earlier ? 'runs' : undefined),
	},
	...movingKeys,
	productionKey,
	reportKey,
	copyKey,
	helpKey,
	redrawKey,
	{
		name: '^C',
		presses: [['^c', 'leave']],
		hint: () => 'quit',
		inPanel: {help: 'quit', message: 'quit', ...inHistory.leave},
		meaning: 'quits',
	},
];

/** The command of a press while a recording plays. */
export const replayCommand = commandFinder(replayKeys);
