import {type ChoiceCommand} from './choice-command.js';
import {type ScreenKey} from './screen-key.js';

/** `[` and `]`. With one kill there is no other to look at. */
export const killsKey = {
	name: '[ ]',
	presses: [
		['[', 'earlier-kill'],
		[']', 'later-kill'],
	],
	hint: (_activity, {run}) =>
		run && run.kills.length > 1 ? 'kills' : undefined,
	meaning: 'explains the kill before or after this one',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** `p`. Before the first run there is no connection to look at. */
export const productionKey = {
	name: 'p',
	presses: [['p', 'production']],
	hint: (_activity, {run}) => (run ? 'production' : undefined),
	inPanel: {production: 'closes', question: 'production'},
	meaning: 'what production shows of this moment',
	inFull:
		'shows what you would see of this moment in production, and what it means',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** The head of the screen shows its hint. */
export const helpKey = {
	name: '?',
	presses: [['?', 'help']],
	inFull: 'what the keys and the words mean',
	usage: 'help',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** Ctrl-L, for a screen on which something else has written. */
export const redrawKey = {
	name: '^L',
	presses: [['^l', 'redraw']],
	meaning: 'draws the whole screen again',
} as const satisfies ScreenKey<'redraw', unknown>;

/** `y`. */
export const copyKey = {
	name: 'y',
	presses: [['y', 'copy']],
	meaning: 'copies the KILL statement, or the verdict',
	inFull:
		'copies the statement that `q` sends, or the verdict once there is one, by the terminal (OSC 52)',
} as const satisfies ScreenKey<'copy', unknown>;

/** `r`. */
export const reportKey = {
	name: 'r',
	presses: [['r', 'report']],
	meaning: 'writes a report of all runs, as Markdown',
} as const satisfies ScreenKey<'report', unknown>;
