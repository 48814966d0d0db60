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
	/** Since when it is in its state, in seconds. */
	readonly seconds: number;
};

/** What another connection found. */
export type SecondLook =
	| {
			readonly type: 'answered';
			/** The threads that the account may see. */
			readonly processes: readonly Process[];
			/** New connections get no answer: this was seen through one that was there before. */
			readonly isShut: boolean;
			/** Asks further. @throws mysql2's error; one with the code `NO_ANSWER`. */
			readonly ask: (sql: string) => Promise<RowDataPacket[]>;
	  }
	/** Nobody is answered. */
	| {readonly type: 'silent'}
	/** The server answers, and lets no other connection in. */
	| {readonly type: 'refused'; readonly why: string};

/** Looks at a server through another connection than the one that waits. */
export type SecondEye = {
	/** Never rejects, and takes at most a few seconds. */
	readonly look: () => Promise<SecondLook>;
	readonly close: () => void;
};

/** A connection of a server that is there already, for the case that a new one gets no answer. */
const spares = new WeakMap<Server, () => Connection | undefined>();

/** Offers a connection to be asked when a new one gets no answer: a full thread pool answers on the extra port only. */
export function offerSpare(
	server: Server,
	spare: () => Connection | undefined,
): void {
	spares.set(server, spare);
}

/**
Makes an eye for a server; its connection is opened with the first look.

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
				// The error of the new connection is all that is known.
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

/** A question that is not waited for for long. @throws mysql2's error; one with the code `NO_ANSWER`. */
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
