import {Buffer} from 'node:buffer';
import {
	payloadText,
	rowsPieces,
	rowsSize,
	type RowText,
} from '../rows/row-text.js';

function start(table: string): string {
	return `INSERT INTO ${table} VALUES`;
}

/** With what parts it from the row before. */
const value: RowText = (id, proof) =>
	`${id === 1 ? ' ' : ','}(${id},1,'${payloadText}',x'${proof}')`;

/** The bytes of an INSERT with a VALUES list of so many rows. @param table - Its name, quoted. */
export function valuesSize(table: string, rows: number): number {
	return Buffer.byteLength(start(table)) + rowsSize(rows, value);
}

/** The statement's text, piece by piece. @param table - Its name, quoted. */
export async function* valuesPieces(
	table: string,
	rows: number,
): AsyncGenerator<Uint8Array, void, undefined> {
	yield Buffer.from(start(table));
	yield* rowsPieces(rows, value);
}
