import {Buffer} from 'node:buffer';
import {decode, ground, type State} from './decode.js';

/** What a person did with a line that is typed without being shown. */
export type LineEnd =
	| {readonly type: 'entered'; readonly text: string}
	/** Ctrl-C. */
	| {readonly type: 'interrupted'};

/** Ctrl-Z: the line continues when the program does. */
export type LinePause = {readonly type: 'suspended'};

/** Reads the bytes of a terminal in raw mode as one line. */
export type HiddenLine = {
	/** Takes the bytes of one packet. @returns How the line ended, when it did; what follows in the packet is dropped. */
	readonly push: (packet: Uint8Array) => LineEnd | LinePause | undefined;
};

/**
Creates an empty line. Enter or Ctrl-D ends it. Backspace deletes the last character, Ctrl-W the last word and Ctrl-U everything. Characters beyond ASCII are accepted as they are. Arrows, function keys and anything else that arrives as a sequence are not text.
*/
export function createHiddenLine(): HiddenLine {
	let state: State = ground;
	let characters: string[] = [];
	/** The bytes of an incomplete character. */
	let open: number[] = [];

	function add(byte: number): void {
		open.push(byte);
		const text = Buffer.from(open).toString('utf8');
		// A broken character ends with the next one that is whole.
		if (!text.includes('\uFFFD') || open.length === 4) {
			characters.push(text);
			open = [];
		}
	}

	function control(character: string): LineEnd | LinePause | undefined {
		open = [];
		switch (character) {
			case 'c': {
				return {type: 'interrupted'};
			}

			case 'd':
			case 'j':
			case 'm': {
				return {type: 'entered', text: characters.join('')};
			}

			case 'h':
			case '?': {
				characters.pop();
				return undefined;
			}

			case 'u': {
				characters = [];
				return undefined;
			}

			case 'z': {
				return {type: 'suspended'};
			}

			case 'w': {
				characters = [...characters.join('').replace(/\S*\s*$/u, '')];
				return undefined;
			}

			default: {
				return undefined;
			}
		}
	}

	return {
		push(packet) {
			for (const byte of packet) {
				const isBetweenKeys = state.type === 'ground';
				const {state: next, key} = decode(state, byte);
				state = next;
				if (key?.type === 'control') {
					const end = control(key.character);
					if (end) {
						return end;
					}
				} else if (isBetweenKeys && state.type === 'ground') {
					add(byte);
				}
			}

			return undefined;
		},
	};
}
