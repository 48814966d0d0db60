import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {describeAddress, type Server} from '../../server/address.js';
import {ConnectFailure} from '../../server/connect-failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {hangUp} from '../../server/statement.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {identityOf, isSameServer} from '../../server/fingerprint.js';
import {isRestarted, readUptime} from '../../server/uptime.js';
import {type Clock} from '../history/event-log.js';
import {type LabTable} from '../own-table/own-table.js';
import {type FillRandom} from '../../random.js';
import {keepAlive} from './keep-alive.js';
import {makeNonce, openRendezvous, type Rendezvous} from './rendezvous.js';
import {openConnection} from './open-connection.js';
import {LeftWaiting} from './waits.js';

/** How long a statement on the lab's table waits for other users of the table, in seconds, before it fails with 1205. The server's default is a year. */
const tableWait = 600;

/** How long creating the lab's table may wait for somebody's lock, in seconds: a backup holds FLUSH TABLES WITH READ LOCK for hours. */
const openingWait = 5;

/** Between two attempts to reach a server that went away, in ms. */
const attemptInterval = 100;

/** The observer's connection and the lab's table through it. Both are replaced when the connection is lost. */
export type ObserverLink = {
	readonly connection: () => Connection;
	readonly table: () => LabTable;
	/**
	Opens another table and uses it from now on; if that fails, the one before is kept.

	@returns The one before.
	@throws what `open` throws; mysql2's error.
	*/
	readonly change: (
		open: (connection: Connection) => Promise<LabTable>,
	) => Promise<LabTable>;
	/** Where other connections can meet this one, to end what it waits for. */
	readonly place: () => Rendezvous;
	/**
	Replaces the connection if it is lost.

	@throws {Refusal} as `renew` does.
	*/
	readonly ensure: () => Promise<void>;
	/**
	Replaces the lost connection; waits for the server for a limited time.

	@param newestId - The newest id that the server is known to have given before.
	@returns Whether the server was restarted in the meantime: then the old ids belong to nobody.
	@throws {Refusal} when there is no connection in time, another server answers, or the lab's table is gone or in use.
	*/
	readonly renew: (
		newestId?: string,
	) => Promise<{readonly isRestarted: boolean}>;
	/** From now on there is only one attempt. */
	readonly hurry: () => void;
	/** Drops the connection at once, and opens no other. */
	readonly abandon: () => void;
};

/**
Opens a connection for the observer.

@throws {ConnectFailure} as `connect` does.
*/
export async function openObserver(server: Server): Promise<Connection> {
	return openConnection(server, {
		further: `SET SESSION lock_wait_timeout = ${openingWait}`,
	});
}

/** For a while statements wait for locks no longer than at the beginning. @throws mysql2's error. */
async function waitForOpening(connection: Connection): Promise<void> {
	await queryPromptly(
		connection,
		`SET SESSION lock_wait_timeout = ${openingWait}`,
	);
}

/** From now on statements on the table wait for its other users. @throws mysql2's error. */
async function waitForTable(connection: Connection): Promise<void> {
	await queryPromptly(
		connection,
		`SET SESSION lock_wait_timeout = ${tableWait}, SESSION innodb_lock_wait_timeout = ${tableWait}`,
	);
}

/**
Creates the link of a session.

@param options.patience - How long to wait for a server that went away, in ms.

@throws mysql2's error, when the connection is already lost.
*/
export async function createObserverLink({
	server,
	fill,
	now,
	patience,
	...first
}: {
	readonly server: Server;
	readonly connection: Connection;
	readonly table: LabTable;
	readonly place: Rendezvous;
	readonly fill: FillRandom;
	readonly now: Clock;
	readonly patience: number;
}): Promise<ObserverLink> {
	let {connection, table, place} = first;
	await waitForTable(connection);
	let uptime = await readUptime(connection);
	let openedAt = now();
	const hurried = new AbortController();
	let isAbandoned = false;
	const stopKeeping = keepAlive(() => connection);

	/** The connection in use from now on, unless the user has quit meanwhile. */
	const replace = async (): Promise<Connection> => {
		hangUp(connection);
		if (!isAbandoned) {
			connection = await reach(server, {
				now,
				patience,
				signal: hurried.signal,
			});
		}

		if (isAbandoned) {
			hangUp(connection);
			throw new LeftWaiting();
		}

		return connection;
	};

	const renew = async (newestId = uptime.connectionId) => {
		const fresh = await replace();
		try {
			const found = await readUptime(fresh);
			const age = now() - openedAt;
			if (!isSameServer(found.server, uptime.server)) {
				throw new Refusal(
					`A different server answers at ${describeAddress(server.address)} now: ${identityOf(found.server)}, not ${identityOf(uptime.server)}.`,
				);
			}

			await waitForTable(fresh);
			table = await table.through(fresh);
			place = await openRendezvous(fresh, await makeNonce(fill));
			uptime = found;
			openedAt = now();
			return {
				isRestarted: isRestarted(found, {connectionId: newestId, age}),
			};
		} catch (error: unknown) {
			hangUp(fresh);
			throw error;
		}
	};

	return {
		connection: () => connection,
		table: () => table,
		place: () => place,
		async change(open) {
			const used = connection;
			await waitForOpening(used);
			const before = table;
			try {
				table = await open(used);
				return before;
			} finally {
				try {
					await waitForTable(used);
				} catch {
					// It is lost: whoever uses it next replaces it.
				}
			}
		},
		async ensure() {
			try {
				await queryPromptly(connection, 'DO 0');
			} catch (error: unknown) {
				if (!isConnectionLost(toFailure(error))) {
					throw error;
				}

				await renew();
			}
		},
		renew,
		hurry() {
			hurried.abort();
		},
		abandon() {
			isAbandoned = true;
			stopKeeping();
			hurried.abort();
			hangUp(connection);
		},
	};
}

/** 1040: all connections are taken, also by clients that come back; 1053 and 1077: the server is shutting down. */
const passingErrors = new Set([1040, 1053, 1077]);

/** Whether the server may be back a moment later. A certificate file that can't be read has nothing to do with the server. */
function mayPass(error: unknown): boolean {
	const failure = toFailure(error);
	return error instanceof Refusal && !(error instanceof ConnectFailure)
		? false
		: isConnectionLost(failure) || passingErrors.has(failure.errno ?? 0);
}

async function reach(
	server: Server,
	{now, patience, signal}: {now: Clock; patience: number; signal: AbortSignal},
): Promise<Connection> {
	const deadline = now() + patience;
	for (;;) {
		try {
			return await openObserver(server);
		} catch (error: unknown) {
			if (!mayPass(error)) {
				throw error;
			}

			const {code, message} = toFailure(error);
			const isHurried = signal.aborted || patience === 0;
			if (isHurried || now() >= deadline) {
				throw new Refusal(
					`The server at ${describeAddress(server.address)} went away${isHurried ? '' : ` and did not come back within ${patience / 1000} s`} (${code ?? message}).`,
					{cause: error},
				);
			}
		}

		await wait(attemptInterval);
	}
}
