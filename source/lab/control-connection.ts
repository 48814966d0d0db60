import {once} from 'node:events';
import {type Connection} from 'mysql2';
import {disconnect} from '../server/connect.js';
import {hangUp} from '../server/statement.js';
import {isConnectionLost, toFailure, type Failure} from '../server/failure.js';
import {Refusal} from '../refusal.js';
import {type EventLog} from './event-log.js';
import {keepAlive} from './keep-alive.js';
import {pause} from './pause.js';
import {meet, mustMeet, type Rendezvous} from './rendezvous.js';

/** The time before the first attempt to connect again and the longest between two, in ms. */
const firstPause = 100;
const longestPause = 5000;

/** The connection that is reserved for KILL, and its successors. */
export type ControlConnection = {
	/** Kills can be sent on it: it has met the newest run's connection. Absent: it is lost, and another one that has met it is not there. */
	readonly current: () => Connection | undefined;
	/** There is one, which may have met nobody. It is for a statement that can do no harm on another server. */
	readonly present: () => Connection | undefined;
	/**
	Waits until there is one, and proves that it is on the server of a run's connection. Until the run is parted from, each successor must prove it too.

	@throws {Refusal} when it is not; an error, when the signal is aborted.
	*/
	readonly meet: (rendezvous: Rendezvous, signal: AbortSignal) => Promise<void>;
	readonly part: () => void;
	/**
	Kills go another way from now on, to the same server.

	@param open - Opens a connection on that way.
	@throws {Refusal} when it leads to another server; an error when there is no connection. The way is the old one then.
	*/
	readonly moveTo: (
		open: () => Promise<Connection>,
		place: Rendezvous,
	) => Promise<void>;
	/** To be told of an error that a statement on it ended with. */
	readonly failed: (connection: Connection, failure: Failure) => void;
	/** Closes it in good order. */
	readonly end: () => Promise<void>;
	/** Lets go of it at once. */
	readonly abandon: () => void;
};

/**
Keeps a connection for kills. When it is lost that is told, and it is opened again until that succeeds. Nothing can be killed on another one until it has met the run's connection: after a restart of the server the ids from before may be anybody's.

@param open - Opens a connection.
*/
export function keepControl(
	first: Connection,
	open: () => Promise<Connection>,
	log: EventLog,
): ControlConnection {
	const closing = new AbortController();
	let connection: Connection | undefined;
	let way = open;
	let rendezvous: Rendezvous | undefined;
	let hasMet = false;
	const arrivals = new EventTarget();

	const adopt = (arrived: Connection) => {
		connection = arrived;
		arrived.on('error', (error: unknown) => {
			failed(arrived, toFailure(error));
		});
		arrived.on('end', () => {
			failed(arrived, {message: 'the server closed it'});
		});
		arrivals.dispatchEvent(new Event('arrival'));
	};

	/** It is not hung up: mysql2 still answers the commands that are under way. */
	const failed = (lost: Connection, failure: Failure) => {
		if (lost === connection && isConnectionLost(failure)) {
			connection = undefined;
			hasMet = false;
			if (!closing.signal.aborted) {
				log.emit({type: 'control-lost', failure});
				void openAgain();
			}
		}
	};

	const openAgain = async () => {
		let told: string | undefined;
		for (
			let ms = firstPause;
			!closing.signal.aborted;
			ms = Math.min(2 * ms, longestPause)
		) {
			const why = await attempt();
			if (why === undefined || closing.signal.aborted) {
				return;
			}

			if (why !== told) {
				told = why;
				log.emit({type: 'control-refused', why});
			}

			await pause(ms, closing.signal);
		}
	};

	/** Another connection takes over. @returns What speaks against it. */
	const attempt = async (): Promise<string | undefined> => {
		let opened: Connection | undefined;
		try {
			opened = await way();
			const place = placeToMeet();
			const objection = place && (await meet(opened, place));
			// A run that has ended meanwhile has taken its lock along.
			const isStillThere = place !== undefined && place === placeToMeet();
			if (closing.signal.aborted || (isStillThere && objection !== undefined)) {
				hangUp(opened);
				return objection;
			}

			adopt(opened);
			if (isStillThere) {
				proven();
			}

			return undefined;
		} catch (error: unknown) {
			if (opened) {
				hangUp(opened);
			}

			return toFailure(error).message;
		}
	};

	const placeToMeet = () => (log.state().run?.lost ? undefined : rendezvous);

	const proven = () => {
		hasMet = true;
		if (log.state().controlLost) {
			log.emit({type: 'control-back'});
		}
	};

	const ready = async (signal: AbortSignal): Promise<Connection> => {
		for (;;) {
			signal.throwIfAborted();
			if (connection) {
				return connection;
			}

			await once(arrivals, 'arrival', {
				signal: AbortSignal.any([signal, closing.signal]),
			});
		}
	};

	adopt(first);
	const stopKeeping = keepAlive(() => connection);
	closing.signal.addEventListener('abort', stopKeeping);

	return {
		current: () => (hasMet ? connection : undefined),
		present: () => connection,
		async meet(place, signal) {
			for (;;) {
				const present = await ready(signal);
				try {
					await mustMeet(present, place);
				} catch (error: unknown) {
					const failure = toFailure(error);
					if (error instanceof Refusal || !isConnectionLost(failure)) {
						throw error;
					}

					failed(present, failure);
					continue;
				}

				rendezvous = place;
				proven();
				return;
			}
		},
		part() {
			rendezvous = undefined;
		},
		async moveTo(other, place) {
			const arrived = await other();
			try {
				await mustMeet(arrived, place);
			} catch (error: unknown) {
				hangUp(arrived);
				throw error;
			}

			const before = connection;
			way = other;
			adopt(arrived);
			if (before) {
				hangUp(before);
			}
		},
		failed,
		async end() {
			closing.abort();
			if (connection) {
				await disconnect(connection);
			}
		},
		abandon() {
			closing.abort();
			if (connection) {
				hangUp(connection);
			}
		},
	};
}
