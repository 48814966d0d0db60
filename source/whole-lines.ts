import {Buffer} from 'node:buffer';
import {type Bytes} from './bytes.js';

/** Bytes that are read at once. */
const pieceSize = 64 * 1024;

/** Lines of a file that stand one after the other. */
type Lines = {
	readonly lines: readonly string[];
	/** Where the last of them ends in the file, in bytes. */
	readonly end: number;
};

/**
Reads the whole lines of a file piece by piece: however long it is, it takes little memory. What comes after the last line feed was cut off, and is left out.

@param from - Where the first line begins, in bytes.
@returns How many bytes were left out.
@throws The system's error, when it can't be read.
*/
export function* wholeLines(
	bytes: Bytes,
	from = 0,
): Generator<Lines, number, void> {
	const piece = Buffer.alloc(pieceSize);
	let rest = Buffer.alloc(0);
	let end = from;
	for (;;) {
		const length = bytes.read(piece, end + rest.length);
		if (length === 0) {
			return rest.length;
		}

		const read = Buffer.concat([rest, piece.subarray(0, length)]);
		const whole = read.lastIndexOf('\n') + 1;
		rest = read.subarray(whole);
		if (whole > 0) {
			end += whole;
			yield {lines: read.toString('utf8', 0, whole - 1).split('\n'), end};
		}
	}
}
