import {type ChoiceCommand} from './choice-command.js';
import {type ScreenKey} from './screen-key.js';

/** `p` and `n`. With one kill there is no other to look at. */
export const killsKey = {
	name: 'p n',
	presses: [
		['p', 'earlier-kill'],
		['n', 'later-kill'],
	],
	hint: (_activity, {run}) =>
		run && run.kills.length > 1 ? 'kills' : undefined,
	meaning: 'explains the kill before or after this one',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;

/** The head of the screen shows its hint. */
export const helpKey = {
	name: '?',
	presses: [['?', 'help']],
	usage: 'help',
} as const satisfies ScreenKey<ChoiceCommand, unknown>;
