import {type Connection} from 'mysql2';
import {type Server} from '../../server/address.js';
import {connect} from '../../server/connect.js';
import {isOwn, knownId} from '../../server/known-connections.js';
import {openSecondEye} from '../../server/second-look.js';
import {type EventLog} from '../history/event-log.js';
import {type WaitKind, type WaitSight} from '../events/wait.js';
import {isToldAgain, lookInterval, toldAfter} from '../history/wait-rule.js';
import {aborted} from './aborted.js';
import {lastPatience} from './last-patience.js';
import {pause} from './pause.js';
import {witness} from './witness.js';

/** Thrown when a wait was ended because the user quit. */
export class LeftWaiting extends Error {
	override readonly name = 'LeftWaiting';

	constructor() {
		super('the lab was left');
	}
}

/** Who waits. */
export type Waiting = {
	/** The connection that waits for the server, once there is one. */
	readonly connection?: () => Connection | undefined;
	/** For a wait for another connection: its id. */
	readonly connectionId?: string;
	/** Ends on the server what the lab waits for, and drops the connection. Called when the user quits. */
	readonly end?: () => void;
};

/** Reports everything that the lab waits for, and ends it when the user quits. */
export type Waits = {
	/**
	Waits for something. After a while it reports that, and what another connection sees of it.

	@throws {LeftWaiting} when the user quits and the server does not answer soon, or an earlier wait ended like that; what `act` throws.
	*/
	readonly during: <Result>(
		kind: WaitKind,
		act: () => Promise<Result>,
		waiting?: Waiting,
	) => Promise<Result>;
	/** Reports a wait that others end. @throws what `act` throws. */
	readonly telling: <Result>(
		kind: WaitKind,
		act: () => Promise<Result>,
		waiting?: Waiting,
	) => Promise<Result>;
	/** Whether a wait was ended because the user quit: then the lab waits for nothing else. */
	readonly isCut: () => boolean;
};

/**
Creates the waits of a session.

@param options.leaving - Aborted when the user quits; absent: never.
*/
export function createWaits({
	log,
	server,
	leaving = new AbortController().signal,
}: {
	readonly log: EventLog;
	readonly server: Server;
	readonly leaving?: AbortSignal | undefined;
}): Waits {
	let waits = 0;
	let isCut = false;

	/** Reports one wait until it is over. */
	const tell = async (
		kind: WaitKind,
		waiting: Waiting,
		over: AbortSignal,
	): Promise<void> => {
		const since = log.now();
		await pause(toldAfter, over);
		if (over.aborted) {
			return;
		}

		waits++;
		const wait = waits;
		const id = idOf(waiting);
		log.emit({
			type: 'wait-started',
			wait,
			kind,
			since,
			...(id !== undefined && {connectionId: id}),
		});
		const eye = openSecondEye(server, connect);
		// Also while it looks.
		over.addEventListener('abort', () => {
			eye.close();
			log.emit({type: 'wait-ended', wait, kind, since, isCut});
		});
		let told: {readonly sight: WaitSight; readonly at: number} | undefined;
		while (!over.aborted) {
			const sight = await witness(eye, idOf(waiting), isOwn);
			if (!over.aborted && isToldAgain(sight, told, log.now())) {
				told = {sight, at: log.now()};
				log.emit({type: 'wait-seen', wait, sight});
			}

			await pause(lookInterval, over);
		}
	};

	/** Reports a wait while `act` goes on. */
	const telling = async <Result>(
		kind: WaitKind,
		act: (over: AbortSignal) => Promise<Result>,
		waiting: Waiting = {},
	): Promise<Result> => {
		const over = new AbortController();
		void tell(kind, waiting, over.signal);
		try {
			return await act(over.signal);
		} finally {
			over.abort();
		}
	};

	/** Ends a wait soon after the lab has been left. */
	const cutOff = async (
		waiting: Waiting,
		over: AbortSignal,
	): Promise<never> => {
		await aborted(leaving, over);
		if (!over.aborted) {
			const eye = openSecondEye(server, connect);
			await lastPatience(async () => witness(eye, idOf(waiting), isOwn), over);
			eye.close();
		}

		if (!over.aborted) {
			isCut = true;
			waiting.end?.();
		}

		throw new LeftWaiting();
	};

	return {
		isCut: () => isCut,
		telling,
		async during(kind, act, waiting = {}) {
			if (isCut) {
				throw new LeftWaiting();
			}

			return telling(
				kind,
				async over => Promise.race([act(), cutOff(waiting, over)]),
				waiting,
			);
		},
	};
}

/** The id of the connection that waits, once it has one. */
function idOf({connection, connectionId}: Waiting): string | undefined {
	const waiter = connection?.();
	return connectionId ?? (waiter && knownId(waiter));
}
