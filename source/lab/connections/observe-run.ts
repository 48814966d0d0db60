import {Refusal} from '../../refusal.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {type EventLog} from '../history/event-log.js';
import {type Glance} from './glance.js';
import {type ObserverLink} from './observer-link.js';
import {createObserver, hide, type Awaited, type Observer} from './observer.js';
import {pause} from './pause.js';
import {type Visibility} from './visibility.js';
import {LeftWaiting} from './waits.js';

/** What to watch, and from where. */
type Subject = {
	readonly link: ObserverLink;
	readonly visibility: Visibility;
	readonly connectionId: string;
	readonly log: EventLog;
	/** What a kill waits to see; `undefined`: no kill waits for a look. */
	readonly awaited: () => Awaited | undefined;
	/** How to see what others see of the run; absent: there is nothing to see. */
	readonly glance?: Glance | undefined;
};

/** How the watching of a run ended. */
export type Observed =
	/** The observer can keep looking. */
	| {readonly type: 'watched'; readonly observer: Observer}
	/** The server was restarted, so that nothing is left of the work connection, and its id may belong to anybody. */
	| {readonly type: 'restarted'}
	/** The user quit. */
	| {readonly type: 'left'}
	/** The connection was lost, and there is no other. */
	| {readonly type: 'lost'; readonly why: string};

/**
Watches a run until told to stop. If the observer connection is lost, the view is hidden until another one has replaced it.

@returns A function that stops it; what that returns resolves when the last look is over.
*/
export function observeRun(subject: Subject): () => Promise<Observed> {
	const stop = new AbortController();
	const watching = watch(subject, stop.signal);
	return async () => {
		stop.abort();
		return watching;
	};
}

/** Before it looks again after a failure, in ms. */
const retryPause = 200;

async function watch(
	{link, ...subject}: Subject,
	signal: AbortSignal,
): Promise<Observed> {
	const {connectionId, log} = subject;
	for (;;) {
		const observer = createObserver({
			...subject,
			connection: link.connection(),
		});
		try {
			await observer.watch(signal);
			return {type: 'watched', observer};
		} catch (error: unknown) {
			const failure = toFailure(error);
			const isLost = isConnectionLost(failure);
			hide(
				log,
				isLost
					? 'the observer connection is lost; opening another one'
					: failure.message,
			);
			await pause(retryPause, signal);
			if (signal.aborted) {
				return {type: 'watched', observer};
			}

			if (!isLost) {
				continue;
			}
		}

		try {
			const {isRestarted} = await link.renew(connectionId);
			if (isRestarted) {
				return {type: 'restarted'};
			}
		} catch (error: unknown) {
			if (error instanceof LeftWaiting) {
				return {type: 'left'};
			}

			if (error instanceof Refusal) {
				const why = error.message;
				hide(log, why);
				return {type: 'lost', why};
			}
		}
	}
}
