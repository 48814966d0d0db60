import {once} from 'node:events';
import {type Connection} from 'mysql2';
import {disconnect} from '../../server/connect.js';
import {hangUp} from '../../server/statement.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {Refusal} from '../../refusal.js';
import {type EventLog} from '../history/event-log.js';
import {keepAlive} from './keep-alive.js';
import {pause} from './pause.js';
import {meet, mustMeet, type Rendezvous} from './rendezvous.js';

/** The pause before the first attempt to reconnect, and the longest pause between two, in ms. */
const firstPause = 100;
const longestPause = 5000;

/** The connection that is reserved for KILL, and its successors. */
export type ControlConnection = {
	/** The connection for kills: it has met the newest run's connection. Absent: it is lost, and no other has met that connection yet. */
	readonly current: () => Connection | undefined;
	/** The connection, even if it has met nobody yet: only for statements that do no harm on another server. */
	readonly present: () => Connection | undefined;
	/**
	Waits until there is one, and proves that it is on the same server as a run's connection. Until `forgetRun` is called, each successor must prove it too.

	@throws {Refusal} when it is not; an error when the signal is aborted.
	*/
	readonly meet: (rendezvous: Rendezvous, signal: AbortSignal) => Promise<void>;
	readonly forgetRun: () => void;
	/**
	Sends kills another way from now on, to the same server.

	@param open - Opens a connection on that way.
	@throws {Refusal} when it leads to another server; an error when it can't connect. Kills then keep going the old way.
	*/
	readonly moveTo: (
		open: () => Promise<Connection>,
		place: Rendezvous,
	) => Promise<void>;
	/** Must be called with an error that a statement on it ended with. */
	readonly failed: (connection: Connection, failure: Failure) => void;
	/** Closes it cleanly. */
	readonly end: () => Promise<void>;
	/** Drops it at once. */
	readonly abandon: () => void;
};

/**
Keeps a connection for kills. If it is lost, it reports that and tries to reopen it until it succeeds. Nothing can be killed through a new one until it has met the run's connection: after a restart of the server the old ids may belong to anybody.

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

	/** The connection is not hung up: mysql2 still answers the commands in flight. */
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

	/** Lets another connection take over. @returns Why it can't. */
	const attempt = async (): Promise<string | undefined> => {
		let opened: Connection | undefined;
		try {
			opened = await way();
			const place = currentRendezvous();
			const objection = place && (await meet(opened, place));
			// If the run has ended meanwhile, its lock is gone too.
			const isStillThere = place !== undefined && place === currentRendezvous();
			if (closing.signal.aborted || (isStillThere && objection !== undefined)) {
				hangUp(opened);
				return objection;
			}

			adopt(opened);
			if (isStillThere) {
				markProven();
			}

			return undefined;
		} catch (error: unknown) {
			if (opened) {
				hangUp(opened);
			}

			return toFailure(error).message;
		}
	};

	const currentRendezvous = () =>
		log.state().run?.lost ? undefined : rendezvous;

	const markProven = () => {
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
				markProven();
				return;
			}
		},
		forgetRun() {
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
