import {Buffer} from 'node:buffer';
import {controlKey, type Key} from './key.js';

/** Where the decoder is in the bytes of a terminal: between two keys, or inside a sequence that has not ended. */
export type State =
	/** Between two keys; `continuations` bytes of a UTF-8 character are still to come. */
	| {readonly type: 'ground'; readonly continuations: number}
	/** After ESC. It is `late` once it has been reported as a key: a terminal's reply can be split right after it. */
	| {readonly type: 'escape'; readonly isLate: boolean}
	/** After ESC [ */
	| {readonly type: 'csi'; readonly parameters: string}
	/** After ESC O */
	| {readonly type: 'ss3'}
	/** Inside OSC, DCS, SOS, PM or APC: text up to ST, or up to BEL in OSC. */
	| {readonly type: 'string'; readonly endsWithBell: boolean}
	/** After the final byte of a sequence that has more: three characters in an X10 mouse report, one in a function key of the Linux console. */
	| {readonly type: 'tail'; readonly count: number}
	/** Inside a bracketed paste; the first `matched` bytes of its end have been seen. */
	| {readonly type: 'paste'; readonly matched: number};

/** What one byte leads to: the next state, and the key that it completes. */
export type Step = {readonly state: State; readonly key?: Key};

export const ground: State = {type: 'ground', continuations: 0};

const escape = 0x1b;
const controlC = 0x03;
const bell = 0x07;
const cancels = new Set([0x18, 0x1a]);
const endOfPaste = Buffer.from('\u001B[201~');
const afterEscape: Step = {state: {type: 'escape', isLate: false}};

/** Reads one byte. ECMA-48 is the grammar; what xterm, the Linux console and UTF-8 add to it is said where it is handled. */
export function decode(state: State, byte: number): Step {
	switch (state.type) {
		case 'ground': {
			return decodeGround(byte, state.continuations);
		}

		case 'escape': {
			return decodeEscape(byte, state.isLate);
		}

		case 'paste': {
			return decodePaste(byte, state.matched);
		}

		default: {
			return byte < 0x20
				? decodeControl(state, byte)
				: {state: next(state, byte), key: completed(state, byte)};
		}
	}
}

function decodeGround(byte: number, continuations: number): Step {
	if (byte === escape) {
		return afterEscape;
	}

	if (byte < 0x20 || byte === 0x7f) {
		return {state: ground, key: controlKey(byte)};
	}

	if (byte < 0x7f) {
		const character = String.fromCodePoint(byte);
		return {state: ground, key: {type: 'character', character}};
	}

	// A character beyond ASCII is no key.
	if (byte >= 0xc0) {
		const length = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
		return {state: {type: 'ground', continuations: length}};
	}

	if (continuations > 0) {
		return {state: {type: 'ground', continuations: continuations - 1}};
	}

	// A C1 control outside of a character: ESC and a letter in one byte.
	const state = byte < 0xa0 ? introduced(byte - 0x40) : undefined;
	return {state: state ?? ground};
}

function decodeEscape(byte: number, isLate: boolean): Step {
	if (byte === escape) {
		return isLate ? afterEscape : {...afterEscape, key: {type: 'escape'}};
	}

	const state = introduced(byte);
	if (state) {
		return {state};
	}

	if (isLate) {
		return decodeGround(byte, 0);
	}

	// Alt with a key, which is not that key. Escape and Ctrl-C can also arrive in one packet, and Ctrl-C must never be lost.
	return {
		state: ground,
		key: byte === controlC ? controlKey(byte) : undefined,
	};
}

function decodePaste(byte: number, matched: number): Step {
	if (byte !== endOfPaste[matched]) {
		return {state: {type: 'paste', matched: byte === escape ? 1 : 0}};
	}

	return {
		state:
			matched + 1 === endOfPaste.length
				? ground
				: {type: 'paste', matched: matched + 1},
	};
}

/** A control character in a sequence: most mean nothing there, some end it. */
function decodeControl(state: State, byte: number): Step {
	if (byte === escape) {
		// ST, which ends a string, is ESC \ and no key after an ESC.
		return afterEscape;
	}

	if (byte === controlC) {
		return {state: ground, key: controlKey(byte)};
	}

	const isEnd =
		cancels.has(byte) ||
		(byte === bell && state.type === 'string' && state.endsWithBell);
	return {state: isEnd ? ground : state};
}

/** The state after a byte, not a control character, of a sequence. */
function next(state: State, byte: number): State {
	switch (state.type) {
		case 'csi': {
			const sequence = state.parameters + String.fromCodePoint(byte);
			if (byte < 0x40) {
				// Nothing that is this long is looked for.
				return {type: 'csi', parameters: sequence.slice(0, 32)};
			}

			return afterCsi(sequence);
		}

		case 'ss3': {
			return byte < 0x40 ? state : ground;
		}

		case 'tail': {
			// Mouse coordinates may be in UTF-8: then a character is counted once.
			const isContinuation = byte >= 0x80 && byte < 0xc0;
			const count = isContinuation ? state.count : state.count - 1;
			return count > 0 ? {type: 'tail', count} : ground;
		}

		default: {
			return state;
		}
	}
}

function afterCsi(sequence: string): State {
	switch (sequence) {
		case '200~': {
			return {type: 'paste', matched: 0};
		}

		case 'M': {
			return {type: 'tail', count: 3};
		}

		case '[': {
			return {type: 'tail', count: 1};
		}

		default: {
			return ground;
		}
	}
}

/** Ctrl-C as a program before us may have asked for it: by the kitty keyboard protocol (`99;5u`) or by xterm's modifyOtherKeys (`27;5;99~`). */
function completed(state: State, byte: number): Key | undefined {
	return state.type === 'csi' &&
		/^(?:99(?::\d*)*;5(?::1)?u|27;5;99~)$/.test(
			state.parameters + String.fromCodePoint(byte),
		)
		? controlKey(controlC)
		: undefined;
}

/** The sequence that the byte after ESC begins; `undefined` when it is Alt with a key. */
function introduced(byte: number): State | undefined {
	switch (String.fromCodePoint(byte)) {
		case '[': {
			return {type: 'csi', parameters: ''};
		}

		case 'O': {
			return {type: 'ss3'};
		}

		case ']': {
			return {type: 'string', endsWithBell: true};
		}

		case 'P':
		case 'X':
		case '^':
		case '_': {
			return {type: 'string', endsWithBell: false};
		}

		default: {
			return undefined;
		}
	}
}
