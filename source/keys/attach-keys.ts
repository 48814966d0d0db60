import {type AttachState} from '../lab/attach/attach-state.js';
import {type AttachActivity} from './attach-activity.js';
import {commandFinder} from './find-command.js';
import {type ScreenKey} from './screen-key.js';
import {helpKey, redrawKey} from './shared-keys.js';

/** What a key of attach stands for. */
export type AttachCommand =
	| 'kill-query'
	| 'kill-connection'
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'first'
	| 'last'
	| 'confirm'
	| 'close'
	| 'filter'
	| 'tree'
	| 'copy'
	| 'help'
	| 'redraw'
	| 'leave';

/** What can take the place of a part of attach's screen. */
export type AttachPanelName = 'help' | 'filter';

/** What the hints depend on. */
export type AttachSight = Pick<AttachState, 'victim'> & {
	/** How the connections are shown. */
	readonly list: 'whole' | 'filtered' | 'tree';
};

type AttachKey = ScreenKey<
	AttachCommand,
	AttachActivity,
	AttachSight,
	AttachPanelName
>;

/** What Esc does in the list. */
const escapes = {
	whole: undefined,
	filtered: 'clears the filter',
	tree: 'list',
} as const satisfies Readonly<Record<AttachSight['list'], string | undefined>>;

/** While the list is on the screen, and no connection. */
const inList =
	(words: string): AttachKey['hint'] =>
	(_activity, {victim}) =>
		victim ? undefined : words;

/** The keys of attach, in the order of the help and the hints. */
export const attachKeys: readonly AttachKey[] = [
	{
		name: 'q',
		presses: [['q', 'kill-query']],
		meaning: 'KILL QUERY: press it twice',
		inFull:
			'arms `KILL QUERY` for the connection that is attached to; the second press within ten seconds sends it. It never quits',
	},
	{
		name: 'c',
		presses: [['c', 'kill-connection']],
		meaning: 'KILL CONNECTION: press it twice',
		inFull: 'arms `KILL CONNECTION`; the second press sends it',
	},
	{
		name: '↑ ↓',
		shortName: '↑↓',
		presses: [
			['Up', 'up'],
			['Down', 'down'],
		],
		hint: inList('choose'),
		meaning: 'chooses a connection; PgUp, PgDn, Home, End too',
	},
	{
		name: 'PgUp PgDn',
		presses: [
			['PageUp', 'page-up'],
			['PageDown', 'page-down'],
		],
	},
	{
		name: 'Home End',
		presses: [
			['Home', 'first'],
			['End', 'last'],
		],
	},
	{
		name: 'Enter',
		presses: [
			['^m', 'confirm'],
			['^j', 'confirm'],
		],
		hint: inList('attaches'),
		inPanel: {filter: 'takes'},
		meaning: 'attaches to the chosen connection',
	},
	{
		name: '/',
		presses: [['/', 'filter']],
		hint: inList('filters'),
		meaning: 'filters: user=app time>60 waits>0',
		inFull:
			'filters the list: `user=app time>60 waits>0`; Esc or an empty line lists all',
	},
	{
		name: 'b',
		presses: [['b', 'tree']],
		hint: inList('who blocks'),
		meaning: 'the tree of who blocks whom, and the list again',
	},
	{
		name: 'Esc',
		presses: [['Esc', 'close']],
		hint: (_activity, {victim, list}) =>
			victim ? (victim.armed ? 'lets go' : 'list') : escapes[list],
		// What is missing may be what is looked for.
		leads: (_activity, {victim, list}) => !victim && list === 'filtered',
		inPanel: {help: 'closes', filter: 'cancels'},
		meaning: 'lets an armed kill go; back to the whole list',
		inFull: 'lets an armed kill go; back to the list; clears its filter',
	},
	{
		name: 'y',
		presses: [['y', 'copy']],
		hint: (_activity, {victim}) => (victim ? 'copies' : undefined),
		meaning: 'copies the KILL statement, or what a kill did',
		inFull:
			'copies the KILL statement, or after a kill a report of it, by the terminal (OSC 52)',
	},
	helpKey,
	redrawKey,
	{
		name: '^C',
		presses: [['^c', 'leave']],
		hint: () => 'quit',
		inPanel: {help: 'quit', filter: 'quit'},
		meaning: 'quits; q never quits',
	},
];

/** The command of a press in attach. Only the plain lower-case letters kill. */
export const attachCommand = commandFinder(attachKeys);
