import {type Connection, type RowDataPacket} from 'mysql2';
import {toFailure} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {type Gap} from '../attach/listing.js';

/** What a read returned, or why it could not be made. */
export type Reading = {
	readonly rows: readonly RowDataPacket[];
	readonly gap?: Gap;
};

/** Errors of an account that may not read something, or of a server that does not have it: schema, table, column, variable. */
const unavailable: ReadonlySet<number> = new Set([
	1044, 1049, 1054, 1109, 1142, 1143, 1146, 1193, 1227, 1290,
]);

/**
Reads rows that the account may not be allowed to see, or that the server may not have.

@param gap - What is not seen without them, and what would show it.
@throws mysql2's error, when the connection is lost, or when the read failed for any other reason, such as a KILL QUERY or a time limit: that nothing was read does not say that nothing is there.
*/
export async function ask(
	connection: Connection,
	sql: string,
	gap: Pick<Gap, 'what' | 'remedy'>,
): Promise<Reading> {
	try {
		return {rows: await queryPromptly(connection, sql)};
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (failure.errno === undefined || !unavailable.has(failure.errno)) {
			throw error;
		}

		return {rows: [], gap: {...gap, failure}};
	}
}

/** A column of text or of a number as text; absent: NULL. */
export function textOf(row: RowDataPacket, name: string): string | undefined {
	const value: unknown = row[name];
	return typeof value === 'string' || typeof value === 'number'
		? String(value)
		: undefined;
}
