import {
	payloadText,
	rowsPieces,
	rowsSize,
	type RowText,
} from '../rows/row-text.js';

/** What the statement calls its file. There is none: the lines are made as they are sent. */
export const linesName = 'numbered rows of kill-lab';

/** The statement that reads them. As LOCAL it skips a row whose id is there, with a warning. @param table - Its name, quoted. */
export function loadStatement(table: string): string {
	// Whatever the schema's character set is.
	return `LOAD DATA LOCAL INFILE '${linesName}' INTO TABLE ${table} CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' (id, version, payload, @proof) SET proof = UNHEX(@proof)`;
}

const line: RowText = (id, proof) => `${id},1,${payloadText},${proof}\n`;

/** The bytes of so many lines. */
export function linesSize(rows: number): number {
	return rowsSize(rows, line);
}

/** So many lines, piece by piece. */
export function linesPieces(rows: number): AsyncIterable<Uint8Array> {
	return rowsPieces(rows, line);
}
