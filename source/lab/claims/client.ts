import {type Connection, type RowDataPacket} from 'mysql2';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {readConnectionId} from '../../server/connection-id.js';
import {answerTo, query} from '../../server/statement.js';

/** How a statement ended, and when, in ms of `performance.now()`. */
export type Ended =
	| {
			readonly type: 'ok';
			readonly at: number;
			readonly rows: readonly RowDataPacket[];
	  }
	| {readonly type: 'error'; readonly at: number; readonly errno: number}
	/** The connection was cut. */
	| {readonly type: 'cut'; readonly at: number};

/** A connection of an experiment. */
export type Client = {
	/** Its number on the server. */
	readonly id: string;
	/** Runs one statement and returns its rows. @throws mysql2's error. */
	readonly query: (
		sql: string,
		values?: ReadonlyArray<string | number>,
	) => Promise<readonly RowDataPacket[]>;
	/** Runs one statement and tells how it ended: an error of the server, or of the connection, is an end like any other. */
	readonly run: (sql: string) => Promise<Ended>;
};

/** Makes a client of a connection. @throws mysql2's error. */
export async function clientOf(connection: Connection): Promise<Client> {
	return {
		id: await readConnectionId(connection),
		query: async (sql, values) => query(connection, sql, values),
		async run(sql) {
			try {
				const answer = await answerTo(connection, sql);
				return {
					type: 'ok',
					at: performance.now(),
					rows: Array.isArray(answer) ? answer : [],
				};
			} catch (error: unknown) {
				const at = performance.now();
				const failure = toFailure(error);
				return failure.errno === undefined || isConnectionLost(failure)
					? {type: 'cut', at}
					: {type: 'error', at, errno: failure.errno};
			}
		},
	};
}

/** How a statement ended, in words. */
export function endWords(ended: Ended): string {
	switch (ended.type) {
		case 'ok': {
			return 'OK';
		}

		case 'error': {
			return `error ${ended.errno}`;
		}

		case 'cut': {
			return 'the connection was cut';
		}
	}
}
