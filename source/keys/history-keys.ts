import {type ChoiceCommand} from './choice-command.js';
import {type ScreenKey} from './screen-key.js';

/** `h`. Its hint depends on where it is. */
export const historyKey = {
	name: 'h',
	presses: [['h', 'history']],
	meaning: 'every run and kill, and the table of effects',
	inFull:
		'lists every run and kill so far, and has a table of what kills did in each phase',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** What only does something in the history, in the lab as in a replay. */
export const movingKeys = [
	{
		name: 'Tab',
		presses: [['^i', 'switch']],
		inPanel: {
			history: 'table',
			'history-run': 'table',
			'history-table': 'list',
		},
	},
	{
		name: 'PgUp PgDn',
		presses: [
			['PageUp', 'page-up'],
			['PageDown', 'page-down'],
		],
		inPanel: {history: 'page', 'history-run': 'page', 'history-table': 'page'},
	},
] as const satisfies ReadonlyArray<ScreenKey<ChoiceCommand, unknown>>;

/** Home and End, to the ends of what is shown. */
export const endKeys = {
	name: 'Home End',
	presses: [
		['Home', 'first'],
		['End', 'last'],
	],
	inPanel: {history: 'ends', 'history-run': 'ends', 'history-table': 'ends'},
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** What the keys that every panel has do in the history. */
export const inHistory = {
	arrows: {history: 'move', 'history-run': 'kills', 'history-table': 'move'},
	enter: {history: 'shows'},
	escape: {
		history: 'closes',
		'history-run': 'list',
		'history-table': 'closes',
	},
	leave: {history: 'quit', 'history-run': 'quit', 'history-table': 'quit'},
} as const satisfies Readonly<
	Record<string, NonNullable<ScreenKey<ChoiceCommand, unknown>['inPanel']>>
>;
