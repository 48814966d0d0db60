import {type Connection} from 'mysql2';
import {type Server} from '../../server/address.js';
import {connect} from '../../server/connect.js';
import {isOwn, knownId} from '../../server/known-connections.js';
import {openSecondEye} from '../../server/second-look.js';
import {type EventLog} from '../history/event-log.js';
import {type WaitKind, type WaitSight} from '../events/wait.js';
import {
	isToldAgain,
	leaveLimit,
	lookInterval,
	toldAfter,
} from '../history/wait-rule.js';
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
		{connection, connectionId}: Waiting,
		over: AbortSignal,
	): Promise<void> => {
		const since = log.now();
		await pause(toldAfter, over);
		if (over.aborted) {
			return;
		}

		waits++;
		const wait = waits;
		const idOf = () => {
			const waiter = connection?.();
			return connectionId ?? (waiter && knownId(waiter));
		};

		const id = idOf();
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
			const sight = await witness(eye, idOf(), isOwn);
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

	return {
		isCut: () => isCut,
		telling,
		async during(kind, act, waiting = {}) {
			if (isCut) {
				throw new LeftWaiting();
			}

			return telling(
				kind,
				async over =>
					Promise.race([
						act(),
						untilLeft(leaving, over, () => {
							isCut = true;
							waiting.end?.();
						}),
					]),
				waiting,
			);
		},
	};
}

/** Rejects some time after the lab has been left, when `cut` has been called; or when nobody waits for it any more. */
async function untilLeft(
	leaving: AbortSignal,
	over: AbortSignal,
	cut: () => void,
): Promise<never> {
	return new Promise((_resolve, reject) => {
		const leave = () => {
			const timer = setTimeout(() => {
				cut();
				reject(new LeftWaiting());
			}, leaveLimit);
			over.addEventListener('abort', () => {
				clearTimeout(timer);
			});
		};

		over.addEventListener('abort', () => {
			leaving.removeEventListener('abort', leave);
		});
		if (leaving.aborted) {
			leave();
		} else {
			leaving.addEventListener('abort', leave);
		}
	});
}
