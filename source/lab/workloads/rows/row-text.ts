import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {payloadLength, payloads, seal} from './table.js';

/** The contents that a run writes. */
export const payloadText = payloads.after.repeat(payloadLength);

/** What proves that a lab wrote a row, in hexadecimal digits. */
function proofDigits(id: number): string {
	return createHash('sha256').update(`${seal}${id}`).digest('hex');
}

/** A row as the client sends it. As long as every other one with as many digits in its id. */
export type RowText = (id: number, proof: string) => string;

/** Rows that are made at a time: it takes 1 ms [measured]. */
const rowsAtOnce = 250;

/** The bytes of the rows from 1 to this one. */
export function rowsSize(rows: number, text: RowText): number {
	let digits = 0;
	for (let first = 1; first <= rows; first *= 10) {
		// Each id from here on has one digit more than those before.
		digits += rows - first + 1;
	}

	const withoutId = text(1, proofDigits(1)).length - '1'.length;
	return rows * withoutId + digits;
}

/** The rows from 1 to this one, piece by piece. */
export async function* rowsPieces(
	rows: number,
	text: RowText,
): AsyncGenerator<Uint8Array, void, undefined> {
	for (let made = 0; made < rows; made += rowsAtOnce) {
		const length = Math.min(rowsAtOnce, rows - made);
		yield Buffer.from(
			Array.from({length}, (_, index) => {
				const id = made + index + 1;
				return text(id, proofDigits(id));
			}).join(''),
		);
	}
}
