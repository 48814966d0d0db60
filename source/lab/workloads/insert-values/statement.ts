import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {payloadLength, payloads, seal} from '../rows/table.js';

const payload = payloads.after.repeat(payloadLength);

/** Bytes of a row's text without its id, and with the comma or the space before it. */
const rowLength = row(1).length;

/** Rows that are made at a time: it takes 1 ms [measured]. */
const rowsAtOnce = 250;

function start(table: string): string {
	return `INSERT INTO ${table} VALUES`;
}

/** A row as a run writes it, as text, with what parts it from the one before. */
function row(id: number): string {
	const proof = createHash('sha256').update(`${seal}${id}`).digest('hex');
	return `${id === 1 ? ' ' : ','}(${id},1,'${payload}',x'${proof}')`;
}

/** The bytes of an INSERT with a VALUES list of so many rows. @param table - Its name, quoted. */
export function valuesSize(table: string, rows: number): number {
	let digits = 0;
	for (let first = 1; first <= rows; first *= 10) {
		// Each id from here on has one digit more than those before.
		digits += rows - first + 1;
	}

	return (
		Buffer.byteLength(start(table)) + rows * (rowLength - '1'.length) + digits
	);
}

/** The statement's text, piece by piece. @param table - Its name, quoted. */
export async function* valuesPieces(
	table: string,
	rows: number,
): AsyncGenerator<Uint8Array, void, undefined> {
	yield Buffer.from(start(table));
	for (let made = 0; made < rows; made += rowsAtOnce) {
		const length = Math.min(rowsAtOnce, rows - made);
		yield Buffer.from(
			Array.from({length}, (_, index) => row(made + index + 1)).join(''),
		);
	}
}
