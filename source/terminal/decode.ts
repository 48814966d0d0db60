import {controlKey, type Key} from './key.js';
import {characterOf, isContinuation, lengthAfter} from './utf-8.js';

/** Where the decoder is in the bytes of a terminal: between two keys, or inside a sequence that has not ended. */
export type State =
	/** Between two keys. */
	| Ground
	/** After ESC. */
	| Escape
	/** After ESC [ */
	| (Inner & {readonly type: 'csi'; readonly parameters: string})
	/** After ESC O */
	| {readonly type: 'ss3'}
	/** Inside OSC, DCS, SOS, PM or APC: text up to ST, or up to BEL in OSC. */
	| StringState
	/** After the final byte of a sequence that has more: two to six characters in a mouse report of X10 and xterm. */
	| {readonly type: 'tail'; readonly count: number}
	| PasteState;

type Ground = {
	readonly type: 'ground';
	/** The bytes so far of a character beyond ASCII. They are kept here, so that whatever interrupts the character keeps them. */
	readonly bytes: readonly number[];
	/** Alt with that character is not that character. */
	readonly isAlt?: true;
};

type Escape = Inner & {
	readonly type: 'escape';
	/**
	- `fresh`: it has not been reported yet.
	- `late`: it has been reported as a key, and what follows may still belong to it: a link can cut a sequence right after it.
	- `alone`: it was a separate key. A character that follows is another key; an introducer still begins a sequence.
	*/
	readonly phase: 'fresh' | 'late' | 'alone';
};

type StringState = {
	readonly type: 'string';
	readonly endsWithBell: boolean;
	/** How many bytes of a UTF-8 character in it are still to come: none of them is a control. */
	readonly continuations: number;
};

/** Inside a bracketed paste. */
type PasteState = {
	readonly type: 'paste';
	/** What may be the beginning of its end. */
	readonly end: string;
	/** What may be the beginning of an answer in it, and what `end` was before that. */
	readonly answer: string;
	readonly endBefore: string;
};

/** What a sequence interrupted. A multiplexer that answers for itself can put an answer between any two bytes from the terminal. */
type Inner = {readonly outer?: State | undefined};

/** What one byte leads to: the next state, and the key that it completes. */
export type Step = {
	readonly state: State;
	readonly key?: Key | undefined;
	/** It completes the answer to `question`. */
	readonly isAnswer?: true;
};

export const ground: Ground = {type: 'ground', bytes: []};

/** Asks the terminal for its status (DSR): every terminal and multiplexer answers once it has shown everything before [measured: headless xterm; the others: manual]. */
export const question = '\u001B[5n';

const answer = '\u001B[0n';
const endOfPaste = '\u001B[201~';

const inPaste: PasteState = {type: 'paste', end: '', answer: '', endBefore: ''};

/** The keys that move, by what follows ESC [, or ESC O where an earlier program has left the terminal in application mode. Those with a number are of the Linux console and rxvt. */
const movingKeys: ReadonlyMap<string, Key> = new Map<string, Key>([
	['A', {type: 'arrow', direction: 'up'}],
	['B', {type: 'arrow', direction: 'down'}],
	['C', {type: 'arrow', direction: 'right'}],
	['D', {type: 'arrow', direction: 'left'}],
	['H', {type: 'home'}],
	['F', {type: 'end'}],
	['1~', {type: 'home'}],
	['4~', {type: 'end'}],
	['7~', {type: 'home'}],
	['8~', {type: 'end'}],
	['3~', {type: 'delete'}],
	['5~', {type: 'page-up'}],
	['6~', {type: 'page-down'}],
]);

const escape = 0x1b;
const controlC = 0x03;
const bell = 0x07;
const cancels = new Set([0x18, 0x1a]);

/** Reads one byte. ECMA-48 is the grammar; what xterm, the Linux console and UTF-8 add to it is said where it is handled. */
export function decode(state: State, byte: number): Step {
	switch (state.type) {
		case 'ground': {
			return decodeGround(byte, state);
		}

		case 'escape': {
			return decodeEscape(byte, state);
		}

		case 'paste': {
			return decodePaste(byte, state);
		}

		default: {
			return byte < 0x20
				? decodeControl(state, byte)
				: decodeInside(state, byte);
		}
	}
}

function decodeGround(byte: number, state: Ground): Step {
	if (byte === escape) {
		return {state: afterEscape(state)};
	}

	if (byte >= 0x80) {
		return beyondAscii(byte, state);
	}

	// Not a character: bytes that a terminal sends for ESC and a letter, or for Alt with a key.
	const last = state.bytes.at(-1);
	const sequence = last === undefined ? undefined : control1(last);
	if (sequence) {
		return decode(sequence, byte);
	}

	const character = String.fromCodePoint(byte);
	return {
		state: ground,
		key: isPrintable(byte) ? {type: 'character', character} : controlKey(byte),
	};
}

/** A byte of a character beyond ASCII. */
function beyondAscii(byte: number, {bytes, isAlt}: Ground): Step {
	const [first] = bytes;
	if (!isContinuation(byte)) {
		return {
			state: {
				type: 'ground',
				bytes: [byte],
				...(first === undefined && isAlt && {isAlt}),
			},
		};
	}

	// U+0080 to U+009F are the C1 controls, and begin with C2.
	const sequence =
		first === undefined || first === 0xc2 ? control1(byte) : undefined;
	if (first === undefined || sequence) {
		return {state: sequence ?? ground};
	}

	const whole = [...bytes, byte];
	if (whole.length <= lengthAfter(first)) {
		return {state: {type: 'ground', bytes: whole, ...(isAlt && {isAlt})}};
	}

	const character = isAlt ? undefined : characterOf(whole);
	return {
		state: ground,
		...(character !== undefined && {key: {type: 'character', character}}),
	};
}

/** The sequence that a C1 control begins: ESC and a letter in one byte. */
function control1(byte: number): State | undefined {
	return introduced(byte - 0x40);
}

/** ESC in the middle of something: only what an answer can interrupt is kept, and no more than two of those. */
function afterEscape(interrupted: State): Escape {
	return {
		type: 'escape',
		phase: 'fresh',
		...(interrupted !== ground && {
			outer:
				'outer' in interrupted
					? {...interrupted, outer: withoutOuter(interrupted.outer)}
					: interrupted,
		}),
	};
}

function withoutOuter(state: State | undefined): State | undefined {
	return state && 'outer' in state ? {...state, outer: undefined} : state;
}

function decodeEscape(byte: number, state: Escape): Step {
	const {phase, outer} = state;
	if (byte === escape) {
		const next = {
			state: afterEscape({...state, phase: phase === 'fresh' ? 'late' : phase}),
		};
		return phase === 'fresh' && outer?.type !== 'string'
			? {...next, key: {type: 'escape'}}
			: next;
	}

	const sequence = introduced(byte);
	if (sequence) {
		return {
			state: sequence.type === 'csi' && outer ? {...sequence, outer} : sequence,
		};
	}

	// ST ends a string, and is not a key, however late it comes.
	if (outer?.type === 'string' && byte === 0x5c) {
		return {state: ground};
	}

	if (phase === 'alone') {
		return decode(ground, byte);
	}

	// Escape and Ctrl-C can also arrive in one packet, and Ctrl-C must never be lost.
	if (byte === controlC) {
		return {state: ground, key: controlKey(byte)};
	}

	if (outer?.type === 'string') {
		return {state: outer};
	}

	// Alt with a key is not that key.
	if (byte >= 0x80) {
		return decode({...ground, isAlt: true}, byte);
	}

	const character = String.fromCodePoint(byte);
	return {
		state: ground,
		...(isPrintable(byte) && {key: {type: 'alt', character}}),
	};
}

function decodePaste(byte: number, state: PasteState): Step {
	const character = String.fromCodePoint(byte);
	const end = beginningOf(endOfPaste, state.end, character);
	const answered = beginningOf(answer, state.answer, character);
	if (end === endOfPaste) {
		return {state: ground};
	}

	// An answer is not part of the paste.
	return answered === answer
		? {state: {...inPaste, end: state.endBefore}, isAnswer: true}
		: {
				state: {
					type: 'paste',
					end,
					answer: answered,
					endBefore: byte === escape ? state.end : state.endBefore,
				},
			};
}

/** How much of a word has arrived after one more character. In both words, ESC is only the first character. */
function beginningOf(word: string, before: string, character: string): string {
	return (
		[before + character, character].find(text => word.startsWith(text)) ?? ''
	);
}

/** A control character in a sequence: most mean nothing there, some end it. */
function decodeControl(state: State, byte: number): Step {
	if (byte === escape) {
		return {state: afterEscape(state)};
	}

	if (byte === controlC) {
		return {state: ground, key: controlKey(byte)};
	}

	const isEnd =
		cancels.has(byte) ||
		(byte === bell && state.type === 'string' && state.endsWithBell);
	return {state: isEnd ? ground : state};
}

/** A byte, not a control character, of a sequence. */
function decodeInside(
	state: Exclude<State, Ground | Escape | PasteState>,
	byte: number,
): Step {
	switch (state.type) {
		case 'csi': {
			return byte < 0x7f ? decodeCsi(state, byte) : decodeBeyond(state, byte);
		}

		case 'ss3': {
			if (byte >= 0x7f) {
				return decodeBeyond(state, byte);
			}

			return byte < 0x40
				? {state}
				: {state: ground, key: movingKeys.get(String.fromCodePoint(byte))};
		}

		case 'string': {
			return {state: insideString(state, byte)};
		}

		case 'tail': {
			// Mouse coordinates may be in UTF-8: then a character is counted once.
			const count = isContinuation(byte) ? state.count : state.count - 1;
			return {state: count > 0 ? {type: 'tail', count} : ground};
		}
	}
}

function decodeCsi(
	state: Extract<State, {readonly type: 'csi'}>,
	byte: number,
): Step {
	const sequence = state.parameters + String.fromCodePoint(byte);
	// In rxvt, Shift with a function key ends in a dollar, which elsewhere is followed by the end.
	if (/^\d+\$$/.test(sequence)) {
		return {state: ground};
	}

	if (byte < 0x40) {
		// No sequence of this length matters.
		return {state: {...state, parameters: sequence.slice(0, 32)}};
	}

	if (sequence === '0n') {
		return {state: afterAnswer(state.outer), isAnswer: true};
	}

	// It has ended whatever it interrupted, except a string, whose own end may still come.
	const rest = afterCsi(sequence);
	return {
		state:
			rest === ground && state.outer?.type === 'string' ? state.outer : rest,
		key:
			completed(sequence) ??
			// In the middle of something else it may be a part of that.
			(isOver(state.outer) ? movingKeys.get(sequence) : undefined),
	};
}

/** Whether nothing goes on after a sequence that interrupts it: a character, as only an answer comes in the midst of it, and Escape once it was a key. */
function isOver(outer: State = ground): boolean {
	return (
		outer.type === 'ground' ||
		(outer.type === 'escape' && outer.phase === 'alone')
	);
}

/** A byte that no ASCII sequence contains. DEL means nothing there, and a C1 control begins another sequence. */
function decodeBeyond(state: State, byte: number): Step {
	if (byte === 0x7f) {
		return {state};
	}

	const sequence = control1(byte);
	return sequence?.type === 'csi'
		? {state: {...sequence, outer: withoutOuter(state)}}
		: sequence
			? {state: sequence}
			: beyondAscii(byte, ground);
}

function insideString(state: StringState, byte: number): State {
	const {continuations} = state;
	if (!isContinuation(byte)) {
		// After C2 come the C1 controls of UTF-8.
		return {...state, continuations: byte === 0xc2 ? 0 : lengthAfter(byte)};
	}

	if (continuations > 0) {
		return {...state, continuations: continuations - 1};
	}

	// ST as one byte; and another string begins only when this one has lost its end.
	const sequence = control1(byte);
	return byte === 0x9c
		? ground
		: sequence?.type === 'string'
			? sequence
			: state;
}

/** An answer does not belong to what it interrupts; but the terminal sent nothing between ESC and the answer. */
function afterAnswer(outer: State = ground): State {
	return outer.type === 'escape' ? {...outer, phase: 'alone'} : outer;
}

function afterCsi(sequence: string): State {
	switch (sequence) {
		case '200~': {
			return inPaste;
		}

		case 'M': {
			return {type: 'tail', count: 3};
		}

		// A function key of the Linux console has one more letter.
		case '[': {
			return {type: 'csi', parameters: sequence};
		}

		// Where the mouse was released, and what it highlighted.
		case 't': {
			return {type: 'tail', count: 2};
		}

		case 'T': {
			return {type: 'tail', count: 6};
		}

		default: {
			return ground;
		}
	}
}

/** Ctrl-C in a form that an earlier program may have asked for: by the kitty keyboard protocol (`99;5u`) or by xterm's modifyOtherKeys (`27;5;99~`). */
function completed(sequence: string): Key | undefined {
	return /^(?:99(?::\d*)*;5(?::1)?u|27;5;99~)$/.test(sequence)
		? controlKey(controlC)
		: undefined;
}

function isPrintable(byte: number): boolean {
	return byte >= 0x20 && byte < 0x7f;
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
			return {type: 'string', endsWithBell: true, continuations: 0};
		}

		case 'P':
		case 'X':
		case '^':
		case '_': {
			return {type: 'string', endsWithBell: false, continuations: 0};
		}

		default: {
			return undefined;
		}
	}
}
