import {type Connection, type RowDataPacket} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {type Hidden} from '../events/hidden.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';

/** A reading, or why there is none. */
export type Seen<Value> =
	{readonly type: 'seen'; readonly value: Value} | Hidden;

/** What a refusal of a query means. */
type Refused = {
	readonly grant?: string;
	readonly words?: ReadonlyMap<number, string>;
};

/**
Runs a query and reads its rows; an error from the server is a reading too.

@param refusal.grant - The privilege that it needs.
@param refusal.words - What errors mean here, by their numbers; any other is reported in the server's words.
@throws mysql2's error, when the connection is lost.
*/
export async function see<Value>(
	connection: Connection,
	sql: string,
	read: (rows: RowDataPacket[]) => Value,
	{grant, words}: Refused = {},
): Promise<Seen<Value>> {
	try {
		return {type: 'seen', value: read(await queryPromptly(connection, sql))};
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		return {
			type: 'hidden',
			why: words?.get(failure.errno ?? 0) ?? failure.message,
			...(grant !== undefined && {grant}),
		};
	}
}
