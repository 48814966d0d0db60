import {decode, ground, type State} from './decode.js';
import {createPasteCollector} from './collect-paste.js';
import {textOf, type Key} from './key.js';

/** Something that the parser waits for. Each wait is a new object, so that a caller can tell whether its timer still belongs to it. */
export type Wait = {
	/** How long to wait, in ms, before `expire()` is called. */
	readonly milliseconds: number;
};

/** Turns the bytes of a terminal in raw mode into keys. It has no clock: its caller waits. */
export type KeyParser = {
	/** Takes the bytes of one packet and returns the keys that they complete, in order. */
	readonly push: (packet: Uint8Array) => readonly Key[];
	/** The current wait; `undefined` if there is none. */
	readonly waiting: () => Wait | undefined;
	/** Ends the wait: returns Escape if that was the key, and drops what was never completed. */
	readonly expire: () => readonly Key[];
	/** Whether there is an Escape that is only reported when it is certain: the terminal's next answer, or a longer wait, makes it so. */
	readonly isUncertain: () => boolean;
};

export type KeyParserOptions = {
	/** Called for each answer to `question`. */
	readonly onAnswer?: (() => void) | undefined;
	/** Whether the terminal answers what it is asked. */
	readonly isAnswering?: (() => boolean) | undefined;
	/** Whether a line is being typed: then Escape, which ends that, must not be the beginning of a reply that a link has cut. */
	readonly isTyping?: (() => boolean) | undefined;
};

/** ESC is the Escape key if nothing follows it for this many ms. */
export const escapeDelay = 50;

/**
On a terminal that does not answer, a character this many ms after ESC is a separate key, and Alt with that character before: a person needs longer between the two keys, and a link hardly ever does between two bytes.
A terminal that answers settles it without a clock: it sends Alt with a key in one piece, and its answer never between.
*/
export const altDelay = 300;

/**
A sequence continues as long as no more than this many ms pass between two of its bytes. Only a program sends one, so that its late end, which may be the letter `c`, must not become a key; but somebody who
pressed Alt-[ must not lose their keys for ever.
*/
export const sequenceDelay = 6000;

/** More characters than this in one packet are a paste into a terminal that does not mark pastes. Keys that a slow link delivers together stay below this. */
export const longestBurst = 8;

const escapeByte = 0x1b;

/** Makes a parser. */
export function createKeyParser({
	onAnswer,
	isAnswering = () => false,
	isTyping = () => false,
}: KeyParserOptions = {}): KeyParser {
	const pastes = createPasteCollector();
	let state: State = ground;
	let wait: Wait | undefined;
	let isUnmarkedPaste = false;
	let isUncertain = false;

	function delay(): number | undefined {
		if (state.type === 'ground') {
			return state.bytes.length > 0 ? sequenceDelay : undefined;
		}

		if (state.type !== 'escape' || state.phase === 'alone') {
			return sequenceDelay;
		}

		if (state.phase === 'fresh') {
			return escapeDelay;
		}

		return isAnswering() ? sequenceDelay : altDelay;
	}

	/** Every byte renews the wait: a sequence may take as long as it keeps coming. */
	function renew(): void {
		const milliseconds = delay();
		wait = milliseconds === undefined ? undefined : {milliseconds};
	}

	return {
		push(packet) {
			const keys: Key[] = [];
			let characters = 0;
			for (const byte of packet) {
				// What follows in another way belongs to it.
				if (isUncertain && byte === escapeByte) {
					keys.push({type: 'escape'});
				}

				isUncertain = false;
				const step = decode(state, byte);
				const key = step.key ?? pastes.take(byte, state, step);
				state = step.state;
				if (key) {
					keys.push(key);
				}

				if (step.isAnswer) {
					onAnswer?.();
				}

				// Of a character beyond ASCII the first byte counts, as in another encoding it may be all.
				const isCharacter =
					byte < 0x80
						? step.key && textOf(step.key) !== undefined
						: state.type === 'ground' && state.bytes.length === 1;
				if (isCharacter) {
					characters++;
				}
			}

			renew();
			isUnmarkedPaste ||= characters > longestBurst;
			if (!isUnmarkedPaste) {
				return keys;
			}

			// It goes on in further packets, and the last one may be short.
			wait ??= {milliseconds: escapeDelay};
			return asPasted(keys);
		},
		waiting: () => wait,
		expire() {
			isUnmarkedPaste = false;
			pastes.drop();
			const before = state;
			state = expired(before);
			renew();
			if (isUncertain) {
				isUncertain = false;
				return [{type: 'escape'}];
			}

			const isEscape =
				before.type === 'escape' &&
				before.phase === 'fresh' &&
				before.outer?.type !== 'string';
			isUncertain = isEscape && isTyping();
			return isEscape && !isUncertain ? [{type: 'escape'}] : [];
		},
		isUncertain: () => isUncertain,
	};
}

/** The same keys, in their order, with those that are text as pasted. */
function asPasted(keys: readonly Key[]): readonly Key[] {
	const pasted: Key[] = [];
	let text = '';
	const end = () => {
		if (text !== '') {
			pasted.push({type: 'paste', text});
			text = '';
		}
	};

	for (const key of keys) {
		const part = textOf(key);
		if (part === undefined) {
			end();
			pasted.push(key);
		} else {
			text += part;
		}
	}

	end();
	return pasted;
}

/** The state after a wait in which nothing came. */
function expired(state: State): State {
	if (state.type !== 'escape' || state.phase === 'alone') {
		return ground;
	}

	return {...state, phase: state.phase === 'fresh' ? 'late' : 'alone'};
}
