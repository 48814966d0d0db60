import {type ReplayActivity} from './activity.js';
import {type ChoiceCommand} from './choice-command.js';
import {commandFinder} from './find-command.js';
import {helpKey, killsKey, reportKey} from './shared-keys.js';
import {type ScreenKey} from './screen-key.js';

/** What a key stands for while a recording plays, where none kills. */
export type ReplayCommand =
	| 'pause'
	| 'step'
	| 'step-back'
	| 'faster'
	| 'slower'
	| 'restart'
	| 'report'
	| 'leave'
	| Exclude<
			ChoiceCommand,
			'arm' | 'workloads' | 'prompt' | 'up' | 'down' | 'confirm'
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
		name: '.',
		presses: [['.', 'step']],
		hint: ({isOver}) => (isOver ? undefined : 'step'),
		meaning: 'steps to the next event',
	},
	{
		name: ',',
		presses: [[',', 'step-back']],
		hint: () => 'back',
		meaning: 'steps back',
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
	killsKey,
	reportKey,
	helpKey,
	{
		name: 'Esc',
		presses: [
			['Esc', 'close'],
			['^m', 'close'],
			['^j', 'close'],
		],
		inPanel: {help: 'closes', message: 'closes'},
	},
	{
		name: '^C',
		presses: [['^c', 'leave']],
		hint: () => 'quit',
		inPanel: {help: 'quit', message: 'quit'},
		meaning: 'quits',
	},
];

/** The command of a press while a recording plays. */
export const replayCommand = commandFinder(replayKeys);
