import {isSwept} from '../lab/sweep/sweep-state.js';
import {type SweepSight} from '../lab/sweep/sweep-sight.js';
import {commandFinder} from './find-command.js';
import {type ScreenKey} from './screen-key.js';
import {helpKey, redrawKey} from './shared-keys.js';

/** What a key of a sweep stands for. */
export type SweepCommand =
	| 'pause'
	| 'earlier'
	| 'later'
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'follow'
	| 'help'
	| 'redraw'
	| 'leave';

/** What the program is doing: there is one thing, from the first line to Ctrl-C. */
export type SweepActivity = 'sweeping';

type SweepKey = ScreenKey<SweepCommand, SweepActivity, SweepSight, 'help'>;

/** The keys of a sweep, in the order of the help and the hints. */
export const sweepKeys: readonly SweepKey[] = [
	{
		name: 'space',
		presses: [[' ', 'pause']],
		hint: (_activity, {sweep, isPaused}) =>
			!sweep || isSwept(sweep) ? undefined : isPaused ? 'goes on' : 'pause',
		meaning: 'lets no further run begin, or goes on',
	},
	{
		name: '← →',
		shortName: '←→',
		presses: [
			['Left', 'earlier'],
			['Right', 'later'],
		],
		hint: (_activity, {sweep}) =>
			sweep && sweep.tried.length > 1 ? 'workloads' : undefined,
		meaning: 'the map of another workload',
	},
	{
		name: '↑ ↓',
		shortName: '↑↓',
		presses: [
			['Up', 'up'],
			['Down', 'down'],
		],
		hint: (_activity, {sweep}) => (sweep ? 'scrolls' : undefined),
		meaning: 'scrolls the map; PgUp, PgDn too',
	},
	{
		name: 'PgUp PgDn',
		presses: [
			['PageUp', 'page-up'],
			['PageDown', 'page-down'],
		],
	},
	{
		name: 'Esc',
		presses: [['Esc', 'follow']],
		inPanel: {help: 'closes'},
		meaning: 'back to the workload that is tried now',
	},
	helpKey,
	redrawKey,
	{
		name: '^C',
		presses: [['^c', 'leave']],
		hint: () => 'quit',
		inPanel: {help: 'quit'},
		meaning: 'quits; what was measured is kept and told',
	},
];

/** The command of a press during a sweep. */
export const sweepCommand = commandFinder(sweepKeys);
