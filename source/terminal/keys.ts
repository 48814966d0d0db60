import {decode, ground, type State} from './decode.js';
import {isText, type Key} from './key.js';

/** Something that the parser waits for. Another wait is another object, so that a caller can tell whether its timer still belongs to it. */
export type Wait = {
	/** How long to wait, in ms, before `expire()` is called. */
	readonly milliseconds: number;
};

/** Turns the bytes of a terminal in raw mode into keys. It has no clock: its caller waits. */
export type KeyParser = {
	/** Takes the bytes of one packet and returns the keys that they complete, in order. */
	readonly push: (packet: Uint8Array) => readonly Key[];
	/** What is waited for; `undefined` when nothing is open. */
	readonly waiting: () => Wait | undefined;
	/** Ends the wait: returns Escape if that was the key, and drops whatever never got its end. */
	readonly expire: () => readonly Key[];
};

/** ESC is the Escape key if nothing follows it for so many ms. */
export const escapeDelay = 50;

/**
A sequence that has begun may still end for so many ms. Only a program sends one, so that its late end, which may be the letter `c`, must not become a key; but somebody who pressed Alt-[ must not lose their
keys for ever.
*/
export const sequenceDelay = 1000;

/** More characters than this in one packet are a paste into a terminal that does not mark pastes. Keys that a slow link delivers together stay below it. */
export const longestBurst = 8;

/** Makes a parser. */
export function createKeyParser(): KeyParser {
	let state: State = ground;
	let wait: Wait | undefined;
	let isUnmarkedPaste = false;

	function enter(next: State): void {
		if (next.type === 'ground') {
			wait = undefined;
		} else if (next.type !== state.type || next.type === 'escape') {
			const isKey = next.type === 'escape' && !next.isLate;
			wait = {milliseconds: isKey ? escapeDelay : sequenceDelay};
		}

		state = next;
	}

	return {
		push(packet) {
			const keys: Key[] = [];
			let characters = 0;
			for (const byte of packet) {
				const isBetweenKeys = state.type === 'ground';
				const step = decode(state, byte);
				enter(step.state);
				if (step.key) {
					keys.push(step.key);
				}

				const isCharacter = byte >= 0xc0 || (step.key && isText(step.key));
				if (isBetweenKeys && isCharacter) {
					characters++;
				}
			}

			if (state.type === 'paste') {
				// A paste lasts as long as it keeps coming.
				wait = {milliseconds: sequenceDelay};
			}

			isUnmarkedPaste ||= characters > longestBurst;
			if (!isUnmarkedPaste) {
				return keys;
			}

			// It goes on in further packets, and the last one may be short.
			wait = state.type === 'ground' ? {milliseconds: escapeDelay} : wait;
			return keys.filter(key => !isText(key));
		},
		waiting: () => wait,
		expire() {
			isUnmarkedPaste = false;
			if (state.type === 'escape' && !state.isLate) {
				enter({type: 'escape', isLate: true});
				return [{type: 'escape'}];
			}

			enter(ground);
			return [];
		},
	};
}
