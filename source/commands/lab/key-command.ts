import {type Key} from '../../terminal/key.js';
import {type ChoiceKey} from '../../ui/chosen.js';

/** What a key stands for on the lab's screen. */
export type KeyCommand =
	| 'kill-query'
	| 'kill-connection'
	| 'pause'
	| 'faster'
	| 'slower'
	| 'change-on-interrupt'
	| 'start'
	| 'leave'
	| ChoiceKey;

const characters: ReadonlyMap<string, KeyCommand> = new Map([
	['q', 'kill-query'],
	['c', 'kill-connection'],
	[' ', 'pause'],
	['+', 'faster'],
	// The same key without Shift, on many keyboards.
	['=', 'faster'],
	['-', 'slower'],
	['i', 'change-on-interrupt'],
	['a', 'arm'],
	['p', 'earlier-kill'],
	['n', 'later-kill'],
	['s', 'start'],
	['?', 'help'],
]);

const controls: ReadonlyMap<string, KeyCommand> = new Map([
	['c', 'leave'],
	// Enter; some terminals send a line feed for it.
	['m', 'confirm'],
	['j', 'confirm'],
]);

/** Why a key that looks like one that kills or suspends does nothing; `undefined` for all others. Pure. */
export function explainKey(key: Key): string | undefined {
	if (key.type === 'alt' && /[cq]/i.test(key.character)) {
		return `Alt-${key.character} does nothing: ${key.character.toLowerCase()} alone kills`;
	}

	if (key.type === 'control' && key.character === 'z') {
		return '^Z does nothing: it would stop the run too';
	}

	return key.type === 'character' && /[CQ]/.test(key.character)
		? `${key.character} does nothing: ${key.character.toLowerCase()} kills, in lower case`
		: undefined;
}

/** The command of a key. Only the plain lower-case letters kill. Pure. */
export function keyCommand(key: Key): KeyCommand | undefined {
	switch (key.type) {
		case 'character': {
			return characters.get(key.character);
		}

		case 'control': {
			return controls.get(key.character);
		}

		case 'escape': {
			return 'close';
		}

		case 'alt': {
			return undefined;
		}
	}
}
