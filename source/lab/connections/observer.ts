import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {type EventLog} from '../history/event-log.js';
import {untilEvent} from '../history/until-event.js';
import {
	type AskedAt,
	type Progress,
	type ServerView,
} from '../events/events.js';
import {isWhole} from '../events/server-view.js';
import {currentStatement} from '../history/state.js';
import {factsOf} from '../workloads/facts/registry.js';
import {endPause, transactionPause} from './end-pause.js';
import {createGlances, type Glance} from './glance.js';
import {pause} from './pause.js';
import {readProgress} from './progress.js';
import {readThread, readTransaction, type Visibility} from './visibility.js';

/** The least time between two looks at the thread, in ms. */
const threadInterval = 40;

/** The least times between two looks at the transaction, in ms, by what a kill waits to see. InnoDB shows a frozen picture to clients that read `INNODB_TRX` more often than every 100 ms [server's source]. */
const transactionIntervals: Readonly<Record<Awaited | 'none', number>> = {
	none: transactionPause,
	part: 110,
	phase: Infinity,
};

/** The least time between two looks at the transaction, in ms, also while somebody waits for one. */
function leastInterval(waited: Awaited | undefined, isAsked: boolean): number {
	return isAsked
		? transactionIntervals.part
		: transactionIntervals[waited ?? 'none'];
}

/** The share of the observer's time that looks at the thread may take: a server that answers slowly is asked less often. */
const share = 0.2;

/** The pauses between the looks that a kill waits for: this share of the time since the last byte, but at least this many ms. So the kill comes at most a tenth late, and a link that holds back megabytes is not asked a thousand times a second. */
const eagerness = 0.1;
const eagerInterval = 1;

/** How many looks for the end of a connection run at full speed, whatever the account's limit: a run without a verdict shows nothing. */
const unsparingLooks = 20;

/** A look that takes longer, in ms, is reported: what was seen before may be long over. */
const silenceLimit = 3000;

/** What of the statement in flight a kill waits to see: a phase of it on the server, or a part of it done. */
export type Awaited = 'phase' | 'part';

/** What to look at, and from where. */
type Subject = {
	readonly connection: Connection;
	readonly visibility: Visibility;
	readonly connectionId: string;
	readonly log: EventLog;
	/** What a kill waits to see; `undefined`: no kill waits for a look. */
	readonly awaited?: () => Awaited | undefined;
	/** How to see what others see of the run; absent: there is nothing to see. */
	readonly glance?: Glance | undefined;
};

/** The one poller of a run: looks at another connection's thread and transaction, and glances at what others see of it; each change is an event. */
export type Observer = {
	/**
	Looks again and again, until the signal is aborted.

	@throws mysql2's error, when the connection is lost or a look fails.
	*/
	readonly watch: (signal: AbortSignal) => Promise<void>;
	/**
	Looks until the connection's thread and its transaction are gone from the server. A client that is disconnected, and even a thread that has left the process list, does not mean that the rollback is over [measured].

	@throws mysql2's error, when the observer's own connection is lost or a look fails.
	*/
	readonly untilGone: () => Promise<ServerView>;
};

/** Creates the observer of a run. */
export function createObserver({
	connection,
	visibility,
	connectionId,
	log,
	awaited = () => undefined,
	glance,
}: Subject): Observer {
	// An account with an hourly limit has no statements to spare.
	const glances =
		glance && visibility.interval === undefined
			? createGlances(connection, glance, log)
			: undefined;
	let transaction: ServerView['transaction'] | undefined;
	let transactionAt = -Infinity;
	let cost = 0;
	// An account with an hourly limit has no statements to spare.
	let isProgressHidden = visibility.interval !== undefined;
	let told:
		{readonly statement: number; readonly progress: Progress} | undefined;

	const look = async ({isForced = false} = {}): Promise<ServerView> =>
		tellingSilence(log, async () => lookNow(isForced));

	const lookNow = async (isForced: boolean): Promise<ServerView> => {
		const began = log.now();
		const sent = sentStatement(log);
		const thread = ofStatement(
			await readThread(connection, visibility, connectionId),
			sent !== undefined && sent === sentStatement(log),
		);
		cost = log.now() - began;
		const waited = awaited();
		// The first look is always due.
		const isDue =
			isForced ||
			began - transactionAt >= leastInterval(waited, asksSince(transactionAt));
		if (!transaction || isDue) {
			transactionAt = log.now();
			transaction = await readTransaction(connection, visibility, connectionId);
		}

		if (isDue || waited === 'part') {
			await lookForProgress();
		}

		const view = {
			thread:
				thread.type === 'alive' && told && told.statement === toldTarget(log)
					? {...thread, progress: told.progress}
					: thread,
			transaction,
		};
		// Who is asked wants to see what is there now: both have been read since then.
		const asked = {thread: began, transaction: transactionAt};
		if (
			!asksSince(Math.min(began, transactionAt)) &&
			isNews(view, asked, log)
		) {
			log.emit({type: 'server-view', view, asked});
		}

		return view;
	};

	/** Whether a question is open that has been asked since a moment. */
	const asksSince = (moment: number) =>
		(log.state().run?.question?.askedAt ?? -Infinity) > moment;

	const lookForProgress = async () => {
		const statement = toldTarget(log);
		const {run} = log.state();
		if (isProgressHidden || statement === undefined || !run) {
			return;
		}

		const progress = await readProgress(connection, run.flavour, connectionId);
		isProgressHidden = progress === 'hidden';
		told =
			progress === undefined || progress === 'hidden'
				? undefined
				: {statement, progress};
	};

	const interval = () => {
		const usual = Math.max(
			threadInterval,
			cost / share,
			visibility.interval ?? 0,
		);
		const {run} = log.state();
		const sentAt = run && currentStatement(run)?.sentAt;
		return sentAt !== undefined && awaited() === 'phase'
			? Math.min(
					usual,
					Math.max(eagerInterval, (log.now() - sentAt) * eagerness),
				)
			: usual;
	};

	return {
		async watch(signal) {
			while (!signal.aborted) {
				await look();
				if (glances && awaited() !== 'phase' && !signal.aborted) {
					await tellingSilence(log, glances.next);
				}

				await pauseUntilSent(log, interval(), signal);
			}
		},
		async untilGone() {
			const began = log.now();
			for (let looks = 0; ; looks++) {
				const interval = Math.max(
					endPause(log.now() - began),
					looks < unsparingLooks ? 0 : (visibility.interval ?? 0),
				);
				await wait(Math.max(0, transactionAt + interval - log.now()));
				// The transaction is looked at after the thread, never before; and timers may be a little early.
				const view = await look({isForced: true});
				if (isGone(view)) {
					await glances?.last();
					return view;
				}

				await glances?.next();
			}
		},
	};
}

/** Looks, and reports a look that takes too long. */
async function tellingSilence<Seen>(
	log: EventLog,
	look: () => Promise<Seen>,
): Promise<Seen> {
	const silence = setTimeout(() => {
		hide(log, `no answer for ${silenceLimit / 1000} s`);
	}, silenceLimit);
	try {
		return await look();
	} finally {
		clearTimeout(silence);
	}
}

/** The target in flight, if the server may tell its progress. */
function toldTarget(log: EventLog): number | undefined {
	const {run} = log.state();
	const statement = run && currentStatement(run);
	return run && statement?.role === 'target' && factsOf(run.plan).partOf
		? statement.statement
		: undefined;
}

/** Waits for this many ms, or until the kernel has all of the target: what the server does then is unknown until the next look. */
async function pauseUntilSent(
	log: EventLog,
	ms: number,
	signal: AbortSignal,
): Promise<void> {
	const over = new AbortController();
	await Promise.race([
		pause(ms, over.signal),
		untilEvent(
			log,
			({type}, {run}) =>
				type === 'statement-sent' &&
				run !== undefined &&
				currentStatement(run)?.role === 'target',
			AbortSignal.any([signal, over.signal]),
		),
	]);
	over.abort();
}

/** The statement in flight that has been sent in full, if there is one. */
function sentStatement(log: EventLog): number | undefined {
	const {run} = log.state();
	const statement = run && currentStatement(run);
	return statement?.sentAt === undefined ? undefined : statement.statement;
}

/** A thread's view without the number of a statement, unless it belongs to the one in flight: a sleeping thread still shows the last one's. */
function ofStatement(
	thread: ServerView['thread'],
	isInFlight: boolean,
): ServerView['thread'] {
	if (thread.type !== 'alive' || (isInFlight && thread.command !== 'Sleep')) {
		return thread;
	}

	const {queryId, ...rest} = thread;
	return rest;
}

/** Whether a view says something new, or the same about another statement. That the seconds of its thread pass is no news: whoever shows them counts on. */
function isNews(view: ServerView, asked: AskedAt, log: EventLog): boolean {
	const {run} = log.state();
	const known = run?.view;
	const since = run && [
		currentStatement(run)?.sentAt,
		// Who is asked what to do wants to see what is there now.
		run.question?.askedAt,
		run.kills.at(-1)?.sentAt,
	];
	return (
		known === undefined ||
		since?.some(moment => isFirstSince(moment, known.asked, asked)) === true ||
		(view.thread.type === 'gone' && !isWhole(known.asked) && isWhole(asked)) ||
		isRestarted(view.thread, known.view.thread, log.now() - known.at) ||
		JSON.stringify(timeless(view)) !== JSON.stringify(timeless(known.view))
	);
}

/** Whether a look is the first since a moment, of the thread or of the transaction. */
function isFirstSince(
	moment: number | undefined,
	before: AskedAt,
	now: AskedAt,
): boolean {
	return (
		moment !== undefined &&
		((before.thread < moment && now.thread >= moment) ||
			(before.transaction < moment && now.transaction >= moment))
	);
}

function timeless({thread, transaction}: ServerView): ServerView {
	if (thread.type !== 'alive') {
		return {thread, transaction};
	}

	const {time, ...rest} = thread;
	return {thread: rest, transaction};
}

/** Whether the seconds of a thread are fewer than those that were read before, and have begun again. @param passed - The ms since then. */
function isRestarted(
	now: ServerView['thread'],
	before: ServerView['thread'],
	passed: number,
): boolean {
	// Both are cut to whole seconds.
	return (
		now.type === 'alive' &&
		before.type === 'alive' &&
		now.time !== undefined &&
		before.time !== undefined &&
		now.time + 1 < before.time + Math.floor(passed / 1000)
	);
}

/** Whether nothing of the connection is left on the server, as far as can be seen. */
function isGone({thread, transaction}: ServerView): boolean {
	return (
		thread.type !== 'alive' &&
		transaction.type !== 'open' &&
		transaction.type !== 'unreadable'
	);
}

/** Reports that nothing can be seen of the server, and why. */
export function hide(log: EventLog, why: string): void {
	const {run} = log.state();
	const known = run?.view?.view.thread;
	const hidden = {type: 'hidden', why} as const;
	if (known?.type !== 'hidden' || known.why !== why) {
		log.emit({
			type: 'server-view',
			view: {thread: hidden, transaction: hidden},
		});
	}

	if (run?.others?.type === 'counted') {
		log.emit({type: 'others-view', others: hidden});
	}
}
