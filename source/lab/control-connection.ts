import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {disconnect, hangUp} from '../server/connect.js';
import {isConnectionLost, toFailure, type Failure} from '../server/failure.js';
import {Refusal} from '../refusal.js';
import {type EventLog} from './event-log.js';
import {meet, type Rendezvous} from './rendezvous.js';

/** The time before the first attempt to connect again and the longest between two, in ms. */
const firstPause = 100;
const longestPause = 5000;

/** The connection that is reserved for KILL, and its successors. */
export type ControlConnection = {
	/** Kills can be sent on it; absent: it is lost, and another one is not there yet. */
	readonly current: () => Connection | undefined;
	/**
	Waits until there is one, and proves that it is on the server of a run's connection. Until the run is parted from, each successor must prove it too.

	@throws {Refusal} when it is not; an error, when the signal is aborted or the connection is lost meanwhile.
	*/
	readonly meet: (rendezvous: Rendezvous, signal: AbortSignal) => Promise<void>;
	readonly part: () => void;
	/** To be told of an error that a statement on it ended with. */
	readonly failed: (connection: Connection, failure: Failure) => void;
	/** Closes it in good order. */
	readonly end: () => Promise<void>;
	/** Lets go of it at once. */
	readonly abandon: () => void;
};

/**
Keeps a connection for kills. When it is lost that is told, and it is opened again until that succeeds; until then nothing can be killed.

@param open - Opens a connection.
*/
export function keepControl(
	first: Connection,
	open: () => Promise<Connection>,
	log: EventLog,
): ControlConnection {
	const closing = new AbortController();
	let current: Connection | undefined;
	let rendezvous: Rendezvous | undefined;
	const waiting = new Set<(connection: Connection) => void>();

	const adopt = (connection: Connection) => {
		current = connection;
		connection.on('error', (error: unknown) => {
			failed(connection, toFailure(error));
		});
		connection.on('end', () => {
			failed(connection, {message: 'the server has closed it'});
		});
		for (const resolve of waiting) {
			resolve(connection);
		}

		waiting.clear();
	};

	const failed = (connection: Connection, failure: Failure) => {
		if (connection === current && isConnectionLost(failure)) {
			current = undefined;
			hangUp(connection);
			if (!closing.signal.aborted) {
				log.emit({type: 'control-lost', failure});
				void openAgain();
			}
		}
	};

	const openAgain = async () => {
		let told: string | undefined;
		for (
			let pause = firstPause;
			!closing.signal.aborted;
			pause = Math.min(2 * pause, longestPause)
		) {
			const connection = await attempt();
			if (typeof connection === 'object') {
				adopt(connection);
				log.emit({type: 'control-back'});
				return;
			}

			if (!closing.signal.aborted && connection !== told) {
				told = connection;
				log.emit({type: 'control-lost', failure: {message: connection}});
			}

			await wait(pause, undefined, {signal: closing.signal}).catch(() => {
				// It is closing.
			});
		}
	};

	/** Another connection, or what speaks against it. */
	const attempt = async (): Promise<Connection | string> => {
		let connection: Connection | undefined;
		try {
			connection = await open();
			const objection = await objectionTo(connection);
			if (objection === undefined && !closing.signal.aborted) {
				return connection;
			}

			hangUp(connection);
			return objection ?? '';
		} catch (error: unknown) {
			if (connection) {
				hangUp(connection);
			}

			return toFailure(error).message;
		}
	};

	/** Once the run's connection is gone, its lock is too: there is nothing left to kill on it. */
	const objectionTo = async (connection: Connection) =>
		rendezvous === undefined || log.state().run?.lost
			? undefined
			: meet(connection, rendezvous);

	const ready = async (signal: AbortSignal): Promise<Connection> =>
		current ??
		new Promise((resolve, reject) => {
			waiting.add(resolve);
			signal.addEventListener(
				'abort',
				() => {
					waiting.delete(resolve);
					reject(new Error('The lab was left', {cause: signal.reason}));
				},
				{once: true},
			);
		});

	adopt(first);

	return {
		current: () => current,
		async meet(place, signal) {
			const objection = await meet(await ready(signal), place);
			if (objection !== undefined) {
				throw new Refusal(objection);
			}

			rendezvous = place;
		},
		part() {
			rendezvous = undefined;
		},
		failed,
		async end() {
			closing.abort();
			if (current) {
				await disconnect(current);
			}
		},
		abandon() {
			closing.abort();
			if (current) {
				hangUp(current);
			}
		},
	};
}
