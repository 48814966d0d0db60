import {Buffer} from 'node:buffer';

/** How many bytes follow the first one of a character beyond ASCII; 0 if none begins with it. */
export function lengthAfter(byte: number): number {
	if (byte < 0xc0) {
		return 0;
	}

	return byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
}

/** Whether a byte is one of a character's further bytes. */
export function isContinuation(byte: number): boolean {
	return byte >= 0x80 && byte < 0xc0;
}

/** The character that bytes are; `undefined` if they are none, or a control. */
export function characterOf(bytes: readonly number[]): string | undefined {
	const text = Buffer.from(bytes).toString('utf8');
	return /^[^\p{Cc}\uFFFD]$/u.test(text) ? text : undefined;
}
