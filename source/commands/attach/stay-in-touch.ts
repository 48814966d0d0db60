import {type AttachLog} from '../../lab/attach/attach-log.js';
import {keepAlive} from '../../lab/connections/keep-alive.js';
import {pause} from '../../lab/connections/pause.js';
import {isSameServer} from '../../server/fingerprint.js';
import {isProgramFault, toFailure} from '../../server/failure.js';
import {isRestarted} from '../../server/uptime.js';
import {closeLinks, dropLinks, type Links} from './links.js';
import {type Reach} from './session.js';
import {startWatch, type WatchOptions} from './watch.js';

/** The pause before the first attempt to connect again, and the longest one between two, in ms. */
const firstPause = 200;
const longestPause = 5000;

/** Looks at a server through its connections, and their successors. */
export type Touch = {
	/** What there is right now; `undefined`: the server is not reached. */
	readonly reach: () => Reach | undefined;
	/** Ends when the user quits. Rejects with a fault of the program only. */
	readonly done: Promise<void>;
};

/**
Looks at a server until the user quits. If a connection is lost or a look fails, both are dropped, and opened again until that succeeds. After a restart of the server the old ids may belong to anybody: then nobody is watched any more.

@param open - Opens the connections again.
*/
export function stayInTouch(
	first: Links,
	open: () => Promise<Links>,
	log: AttachLog,
	options: WatchOptions,
): Touch {
	const {leaving} = options;
	let current: Reach | undefined;
	const begin = (links: Links): Reach => {
		for (const connection of [links.observer, links.control]) {
			// The looks through the observer find out what has happened.
			connection.on('error', () => {
				dropLinks(links);
			});
			connection.on('end', () => {
				dropLinks(links);
			});
		}

		current = {links, watch: startWatch(links, log, options)};
		return current;
	};

	/** @returns Why the looks have ended; `undefined`: the user quits. */
	const untilLost = async ({watch}: Reach): Promise<string | undefined> => {
		try {
			await watch.done;
			return undefined;
		} catch (error: unknown) {
			// A look that the server refused or broke off is made again as well, through new connections.
			if (isProgramFault(error)) {
				throw error;
			}

			return toFailure(error).message;
		}
	};

	let nextPause = firstPause;
	const openAgain = async (): Promise<Links | undefined> => {
		while (!leaving.aborted) {
			await pause(nextPause, leaving);
			nextPause = Math.min(2 * nextPause, longestPause);
			try {
				return await open();
			} catch (error: unknown) {
				if (isProgramFault(error)) {
					throw error;
				}

				log.emit({type: 'lost', why: toFailure(error).message});
			}
		}

		return undefined;
	};

	const stay = async () => {
		const stopKeeping = keepAlive(() => current?.links.control);
		let links: Links | undefined = first;
		try {
			while (links) {
				const began = performance.now();
				const why = await untilLost(begin(links));
				current = undefined;
				// Looks that fail each time must not cost the server a login each time.
				if (performance.now() - began > longestPause) {
					nextPause = firstPause;
				}

				if (why === undefined || leaving.aborted) {
					await closeLinks(links);
					return;
				}

				dropLinks(links);
				log.emit({type: 'lost', why});
				const next = await openAgain();
				if (next) {
					forgetStrangers(links, next, log);
					log.emit({type: 'back'});
				}

				links = next;
			}
		} finally {
			stopKeeping();
		}
	};

	// The first looks begin at once, so that there is something to reach.
	const done = stay();
	return {reach: () => current, done};
}

/** Whoever is watched is somebody else after a restart, or on another server. */
function forgetStrangers(before: Links, now: Links, log: AttachLog): void {
	const {victim} = log.state();
	if (!victim) {
		return;
	}

	const isSame =
		isSameServer(before.uptime.server, now.uptime.server) &&
		!isRestarted(now.uptime, {
			connectionId: before.uptime.connectionId,
			age: performance.now() - before.openedAt,
		});
	if (!isSame) {
		log.emit({
			type: 'detached',
			why: `The server was restarted, or is another one: connection ${victim.connectionId} is gone, and its id may be somebody else's. A transaction that was not committed is rolled back by the restart.`,
		});
	}
}
