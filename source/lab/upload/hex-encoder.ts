import {utf8} from './bytes.js';

/** The two digits of every byte, as the pair of bytes that they are in memory. */
const pairs = new Uint16Array(
	Uint8Array.from(
		utf8(
			Array.from({length: 256}, (_, byte) =>
				byte.toString(16).padStart(2, '0'),
			).join(''),
		),
	).buffer,
);

/** Writes bytes in hexadecimal into one buffer again and again: strings would leave garbage of twice the file's size. */
export class HexEncoder {
	readonly #pairs: Uint16Array;
	readonly #digits: Uint8Array;

	/** @param most - The most bytes that one call is given. */
	constructor(most: number) {
		this.#pairs = new Uint16Array(most);
		this.#digits = new Uint8Array(this.#pairs.buffer);
	}

	/** Returns the digits, in a buffer that the next call overwrites. */
	encode(bytes: Uint8Array): Uint8Array {
		// An index, because iterating takes three times as long (measured).
		const digits = this.#pairs;
		const {length} = bytes;
		for (let index = 0; index < length; index++) {
			digits[index] = pairs[bytes[index] ?? 0] ?? 0;
		}

		return this.#digits.subarray(0, length * 2);
	}
}

/** Bytes in hexadecimal, as a string. */
export function hex(bytes: Uint8Array): string {
	return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
