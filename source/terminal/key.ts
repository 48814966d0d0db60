/** What a person pressed, or pasted. Sequences that are not in this union (function keys, mice, a terminal's replies) are not keys. */
export type Key =
	/** One printable character, pressed without Alt and Ctrl. Of a character that is made of several, such as one with a combining accent, each is a key. */
	| {readonly type: 'character'; readonly character: string}
	/** Pasted text as it came, with its line breaks: never a command. */
	| {
			readonly type: 'paste';
			readonly text: string;
			/** It was longer than `longestPaste`: this is not all of it. */
			readonly isCut?: true;
	  }
	/** Ctrl with a key, named by the lower-case character: `c` is Ctrl-C, `m` is Enter, `i` is Tab, `?` is Backspace. */
	| {readonly type: 'control'; readonly character: string}
	/** Alt with a printable ASCII character: reported so that the screen can say that it does nothing. */
	| {readonly type: 'alt'; readonly character: string}
	| {readonly type: 'escape'}
	/** Without Shift, Alt and Ctrl. */
	| {
			readonly type: 'arrow';
			readonly direction: 'up' | 'down' | 'left' | 'right';
	  }
	| {readonly type: 'home' | 'end' | 'page-up' | 'page-down' | 'delete'};

/** The key of a control character, such as Ctrl-C of 3. */
export function controlKey(byte: number): Key {
	return {
		type: 'control',
		// Ctrl clears bit 6 of the character, and DEL is Ctrl-?.
		// eslint-disable-next-line no-bitwise
		character: String.fromCodePoint(byte ^ 0x40).toLowerCase(),
	};
}

/** The controls that can be a part of pasted text: a tab and the ends of lines. */
const controlTexts: ReadonlyMap<string, string> = new Map([
	['i', '\t'],
	['j', '\n'],
	['m', '\r'],
]);

/** A key as a part of pasted text: a character, a tab or the end of a line; `undefined` when it can't be one. */
export function textOf(key: Key): string | undefined {
	switch (key.type) {
		case 'character': {
			return key.character;
		}

		case 'control': {
			return controlTexts.get(key.character);
		}

		default: {
			return undefined;
		}
	}
}
