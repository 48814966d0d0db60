import {type Connection, type RowDataPacket} from 'mysql2';
import {type Server} from './address.js';
import {isConnectionLost, toFailure} from './failure.js';
import {hangUp, query} from './statement.js';

/** How long another connection may take to be opened, and to answer, in ms. */
const lookLimit = 2000;

/** One of the server's threads. */
export type Process = {
	readonly connectionId: string;
	readonly user: string;
	readonly command: string;
	readonly state: string;
	/** How long it has been in its state, in seconds. */
	readonly seconds: number;
};

/** What another connection found. */
export type SecondLook =
	| {
			readonly type: 'answered';
			/** The threads that the account may see. */
			readonly processes: readonly Process[];
			/** New connections get no answer: this was seen through an earlier one. */
			readonly isShut: boolean;
			/** Asks further. @throws mysql2's error; one with the code `NO_ANSWER`. */
			readonly ask: (sql: string) => Promise<RowDataPacket[]>;
	  }
	/** Nobody gets an answer. */
	| {readonly type: 'silent'}
	/** The server answers, but accepts no other connection. */
	| {readonly type: 'refused'; readonly why: string};

/** Looks at a server through another connection than the one that waits. */
export type SecondEye = {
	/** Never rejects, and takes at most a few seconds. */
	readonly look: () => Promise<SecondLook>;
	readonly close: () => void;
};

/** A connection that exists already, in case a new one gets no answer. */
const spares = new WeakMap<Server, () => Connection | undefined>();

/** Offers a connection for questions when a new one gets no answer: a full thread pool answers only on the extra port. */
export function offerSpare(
	server: Server,
	spare: () => Connection | undefined,
): void {
	spares.set(server, spare);
}

/**
Prepares looks at a server; the first one opens the connection.

@param connect - Opens a connection.
*/
export function openSecondEye(
	server: Server,
	connect: (server: Server) => Promise<Connection>,
): SecondEye {
	let own: Connection | undefined;
	let isClosed = false;

	const through = async (
		connection: Connection,
		isShut: boolean,
	): Promise<SecondLook> => {
		const rows = await askInTime(connection, 'SHOW PROCESSLIST');
		return {
			type: 'answered',
			processes: rows.map(row => toProcess(row)),
			isShut,
			ask: async sql => askInTime(connection, sql),
		};
	};

	const lookAgain = async (): Promise<SecondLook> => {
		try {
			own ??= await connect({...server, connectTimeout: lookLimit});
			return await through(own, false);
		} catch (error: unknown) {
			if (own) {
				hangUp(own);
				own = undefined;
			}

			const {errno, message} = toFailure(error);
			return isConnectionLost({...(errno !== undefined && {errno}), message})
				? {type: 'silent'}
				: {type: 'refused', why: message};
		} finally {
			if (isClosed && own) {
				hangUp(own);
			}
		}
	};

	return {
		async look() {
			const seen = await lookAgain();
			const spare = spares.get(server)?.();
			if (seen.type === 'answered' || !spare) {
				return seen;
			}

			try {
				return await through(spare, seen.type === 'silent');
			} catch {
				// Nothing else is known than the new connection's error.
				return seen;
			}
		},
		close() {
			isClosed = true;
			if (own) {
				hangUp(own);
			}
		},
	};
}

/** A question with a short time limit. @throws mysql2's error; one with the code `NO_ANSWER`. */
async function askInTime(
	connection: Connection,
	sql: string,
): Promise<RowDataPacket[]> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(
				Object.assign(new Error(`no answer within ${lookLimit / 1000} s`), {
					code: 'NO_ANSWER',
				}),
			);
		}, lookLimit);
		query(connection, sql)
			.then(resolve, reject)
			.finally(() => {
				clearTimeout(timer);
			});
	});
}

function toProcess(row: RowDataPacket): Process {
	return {
		connectionId: String(row['Id']),
		user: String(row['User'] ?? ''),
		command: String(row['Command'] ?? ''),
		state: String(row['State'] ?? ''),
		seconds: Number(row['Time'] ?? 0),
	};
}
