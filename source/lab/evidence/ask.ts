import {type Connection, type RowDataPacket} from 'mysql2';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {type Gap} from '../attach/listing.js';

/** What a read returned, or why it could not be made. */
export type Reading = {
	readonly rows: readonly RowDataPacket[];
	readonly gap?: Gap;
};

/**
Reads rows that the account may not be allowed to see, or that the server may not have.

@param gap - What is not seen without them, and what would show it.
@throws mysql2's error, when the connection is lost.
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
		if (isConnectionLost(failure)) {
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
