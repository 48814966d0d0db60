import {type Socket} from 'node:net';
import {
	type Connection,
	type ResultSetHeader,
	type RowDataPacket,
} from 'mysql2';
import {withValues} from './literal.js';

/** The socket of each connection. */
const sockets = new WeakMap<Connection, Socket>();

/** Records the socket that a connection was made with. */
export function madeOf(connection: Connection, socket: Socket): void {
	sockets.set(connection, socket);
}

/** The unanswered statements of a connection: how to fail them if no answer will come. */
const unanswered = new WeakMap<Connection, Set<(error: Error) => void>>();

/** What a server returns with its OK: rows, or what a statement without a result has changed. */
export type Answer = RowDataPacket[] | ResultSetHeader;

/**
Runs one statement and returns its rows; none for a statement without a result.

@throws As `answerTo` does.
*/
export async function query(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	const answer = await answerTo(connection, sql, values);
	return Array.isArray(answer) ? answer : [];
}

/**
Runs one statement and returns what the server answered.

Sent as text: `KILL` fails with 6413 as a prepared statement.

@param values - One for each question mark, if there are any.
@throws mysql2's error; one with the code `LET_GO` when the connection is hung up before the answer.
*/
export async function answerTo(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<Answer> {
	const statement = withValues(sql, values);
	return new Promise((resolve, reject) => {
		const answered = endWithConnection(connection, reject);
		connection.query<Answer>(statement, (error, answer) => {
			answered();
			if (error) {
				reject(error);
			} else {
				resolve(firstResult(answer));
			}
		});
	});
}

/** Of a CALL that returns rows: they come in an array of their own, before its OK. Pure. */
function firstResult(answer: Answer): Answer {
	const [first] = Array.isArray(answer) ? answer : [];
	return Array.isArray(first) ? (first as RowDataPacket[]) : answer;
}

/** What a statement returned whose rows nobody keeps: how many there were, with the first one, or how many it changed. */
export type CountedAnswer = {
	readonly rows: number;
	readonly first?: RowDataPacket;
	/** Of a statement without a result. */
	readonly changed?: number;
};

/**
Runs one statement that may return more rows than fit into the memory, and counts them.

@throws As `answerTo` does.
*/
export async function countAnswer(
	connection: Connection,
	sql: string,
): Promise<CountedAnswer> {
	return new Promise((resolve, reject) => {
		let rows = 0;
		let first: RowDataPacket | undefined;
		let changed: number | undefined;
		const forget = endWithConnection(connection, reject);
		const answered = () => {
			forget();
			connection.off('error', fail);
		};

		const fail = (error: Error) => {
			answered();
			reject(error);
		};

		// A lost connection tells only those statements that have a callback.
		connection.once('error', fail);
		connection
			.query(sql)
			.on('error', fail)
			.on('result', (row: RowDataPacket | ResultSetHeader) => {
				if (isHeader(row)) {
					changed = (changed ?? 0) + row.affectedRows;
				} else {
					rows++;
					first ??= row;
				}
			})
			.on('end', () => {
				answered();
				resolve({
					rows,
					...(first && {first}),
					...(changed !== undefined && {changed}),
				});
			});
	});
}

function isHeader(
	row: RowDataPacket | ResultSetHeader,
): row is ResultSetHeader {
	return row.constructor.name === 'ResultSetHeader';
}

/** Drops a connection at once, and ends the statements that wait for an answer on it. mysql2's own destroy() waits for the server to close its side, and a busy server does not [measured]: the process would stay. */
export function hangUp(connection: Connection): void {
	connection.destroy();
	sockets.get(connection)?.destroy();
	endPending(connection);
}

/** Whether a statement waits for its answer. */
export function isUnanswered(connection: Connection): boolean {
	return (unanswered.get(connection)?.size ?? 0) > 0;
}

/**
Lets a statement end with its connection. mysql2 forgets the statements of a connection that is destroyed by its own side: their callbacks are never called [measured].

@param reject - Called when the connection is dropped.
@returns Call it when the statement is answered.
*/
function endWithConnection(
	connection: Connection,
	reject: (error: Error) => void,
): () => void {
	const open = unanswered.get(connection) ?? new Set();
	unanswered.set(connection, open);
	open.add(reject);
	return () => {
		open.delete(reject);
	};
}

/** Ends the statements of a dropped connection, each with an error. */
function endPending(connection: Connection): void {
	const open = unanswered.get(connection);
	unanswered.delete(connection);
	for (const reject of open ?? []) {
		reject(letGo());
	}
}

/** Fatal, because it ends the connection, as mysql2's fatal errors do. */
function letGo(): Error {
	return Object.assign(new Error('the lab closed the connection'), {
		code: 'LET_GO',
		fatal: true,
	});
}
