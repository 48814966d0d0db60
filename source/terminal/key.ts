/** What a person pressed. Sequences that are not in this union (other arrows, function keys, pasted text, a terminal's replies) are not keys. */
export type Key =
	/** One printable ASCII character, pressed without Alt and Ctrl. */
	| {readonly type: 'character'; readonly character: string}
	/** Ctrl with a key, named by the lower-case character: `c` is Ctrl-C, `m` is Enter, `i` is Tab, `?` is Backspace. */
	| {readonly type: 'control'; readonly character: string}
	/** Alt with a printable ASCII character: reported so that the screen can say that it does nothing. */
	| {readonly type: 'alt'; readonly character: string}
	| {readonly type: 'escape'}
	/** Without Shift, Alt and Ctrl. */
	| {readonly type: 'arrow'; readonly direction: 'up' | 'down'};

/** The key of a control character, such as Ctrl-C of 3. */
export function controlKey(byte: number): Key {
	return {
		type: 'control',
		// Ctrl clears bit 6 of the character, and DEL is Ctrl-?.
		// eslint-disable-next-line no-bitwise
		character: String.fromCodePoint(byte ^ 0x40).toLowerCase(),
	};
}

/** Whether a key can be a part of pasted text: a character, a tab or the end of a line. */
export function isText(key: Key): boolean {
	return (
		key.type === 'character' ||
		(key.type === 'control' && ['i', 'j', 'm'].includes(key.character))
	);
}
