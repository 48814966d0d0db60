import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {toFailure} from '../server/failure.js';
import {type Flavour} from '../server/flavour.js';
import {type EventLog} from './event-log.js';
import {type ServerView} from './events.js';
import {isGone, observe, observeInterval} from './observer.js';

/** What to look at, and from where. */
type Subject = {
	readonly connection: Connection;
	readonly flavour: Flavour;
	readonly connectionId: string;
	readonly log: EventLog;
};

/** Watches a connection on the server until told to stop; each change is an event. The returned function resolves when the last look is over. */
export function watch(subject: Subject): () => Promise<void> {
	const stop = new AbortController();
	const watching = (async () => {
		try {
			while (!stop.signal.aborted) {
				await look(subject);
				await pause(stop.signal);
			}
		} catch (error: unknown) {
			const why = toFailure(error).message;
			subject.log.emit({
				type: 'server-view',
				view: {
					thread: {type: 'hidden', why},
					transaction: {type: 'hidden', why},
				},
			});
		}
	})();

	return async () => {
		stop.abort();
		await watching;
	};
}

/**
Looks until the connection's thread and its transaction are gone from the server. A client that is disconnected, and even a thread that has left the process list, does not mean that the rollback is over [measured].

@throws mysql2's error, when the observer's own connection is lost.
*/
export async function lookUntilGone(subject: Subject): Promise<ServerView> {
	for (;;) {
		const view = await look(subject);
		if (isGone(view)) {
			return view;
		}

		await wait(observeInterval);
	}
}

async function look(subject: Subject): Promise<ServerView> {
	const {connection, flavour, connectionId, log} = subject;
	const view = await observe(connection, flavour, connectionId);
	const known = log.state().run?.view?.view;
	if (JSON.stringify(view) !== JSON.stringify(known)) {
		log.emit({type: 'server-view', view});
	}

	return view;
}

async function pause(signal: AbortSignal): Promise<void> {
	try {
		await wait(observeInterval, undefined, {signal});
	} catch (error: unknown) {
		if (!signal.aborted) {
			throw error;
		}
	}
}
