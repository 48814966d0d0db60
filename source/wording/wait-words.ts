import {formatDuration} from '../format.js';
import {
	type Holder,
	type WaitCause,
	type WaitKind,
	type WaitSight,
	type WaitState,
} from '../lab/events/wait.js';

/** What the lab waits for: the words after "waiting for". */
export const waitNames: Readonly<Record<WaitKind, string>> = {
	connect: 'a connection',
	preflight: "the server's settings",
	rendezvous: 'the same-server check',
	create: 'CREATE TABLE',
	observer: 'the observer connection',
	empty: 'TRUNCATE TABLE',
	work: 'the work connection',
	begin: 'START TRANSACTION',
	identify: 'SELECT CONNECTION_ID()',
	check: 'the SHA-256 check',
	rollback: 'ROLLBACK',
	kill: 'the answer to KILL',
	gone: 'thread and transaction to end',
	'control-run': 'the control run of your statement',
	read: 'the check of the data',
	drop: 'DROP TABLE',
	settings: 'the settings to be put back',
};

/** That a wait is still going on, as the beginning of a sentence. */
export function describeWait(
	{kind, since}: Pick<WaitState, 'kind' | 'since'>,
	now: number,
): string {
	return `waiting ${formatDuration(now - since)} for ${waitNames[kind]}`;
}

/** That a wait is over. */
export function describeWaitEnd({
	kind,
	since,
	at,
	isCut,
}: Pick<WaitState, 'kind' | 'since'> & {
	readonly at: number;
	/** The user quit. */
	readonly isCut: boolean;
}): string {
	const time = formatDuration(at - since);
	return isCut
		? `quit after waiting ${time} for ${waitNames[kind]}`
		: `done waiting for ${waitNames[kind]} after ${time}`;
}

/** A statement that would end a wait, and what it does to others: nobody should run it without knowing that. */
type WayOut = {
	readonly statement: string;
	/** A clause that follows the statement. */
	readonly cost: string;
	/** The same in the fewest words. */
	readonly shortCost: string;
};

/** What is seen of a wait: why, and how to end it. */
export function describeSight(sight: WaitSight): {
	readonly why: string;
	/** A sentence on what would end the wait, with its cost; absent: nothing that is known. */
	readonly wayOut?: string;
} {
	switch (sight.type) {
		case 'silent': {
			return {
				why: 'the server does not answer, not even a new connection: it is stopped, all its threads are busy, or the network is down',
			};
		}

		case 'unseen': {
			return {why: `the cause can't be seen: ${sight.why}`};
		}

		case 'seen': {
			const {thread, cause} = sight;
			const shown = describeThread(thread);
			if (!cause) {
				return {why: shown ?? 'the server lets another connection in'};
			}

			const {why, wayOut} = causeWords(cause);
			return {
				why: [shown, why].filter(Boolean).join('; '),
				...(wayOut && {
					wayOut: `To end the wait: ${wayOut.statement}, ${wayOut.cost}.`,
				}),
			};
		}
	}
}

/** What the server shows of the thread that waits; nothing if there is none yet. */
function describeThread(
	thread: Extract<WaitSight, {readonly type: 'seen'}>['thread'],
): string | undefined {
	switch (thread.type) {
		case 'alive': {
			return `the process list shows ${[thread.command, thread.state].filter(Boolean).join(' / ')}`;
		}

		case 'gone': {
			return 'the process list has no row for it any more';
		}

		case 'none': {
			return undefined;
		}
	}
}

/** What the end of a connection does that holds a lock. */
const holderCosts: Readonly<
	Record<
		Extract<WaitCause, {type: 'lock'}>['lock'],
		Pick<WayOut, 'cost' | 'shortCost'>
	>
> = {
	table: {
		cost: 'which rolls back its open transaction',
		shortCost: 'rolls it back',
	},
	global: {
		cost: 'which releases its lock and ends its transaction: a backup running there becomes useless',
		shortCost: 'ruins its backup',
	},
};

/** Why the server makes the lab wait, in a few words. */
function causeWords(cause: WaitCause): {why: string; wayOut?: WayOut} {
	switch (cause.type) {
		case 'lock': {
			const {holders, isCertain, lock} = cause;
			const [first] = holders;
			const what =
				lock === 'global'
					? 'the global lock that FLUSH TABLES WITH READ LOCK takes'
					: 'the lock';
			if (!first) {
				return {why: `the server does not show who holds ${what}`};
			}

			return isCertain
				? {
						why: `${holders.map(holder => nameHolder(holder)).join(', ')} ${holders.length === 1 ? 'holds' : 'hold'} ${what}`,
						wayOut: {
							statement: `KILL CONNECTION ${first.connectionId}`,
							...holderCosts[lock],
						},
					}
				: {
						why: `the server does not show who holds ${what}; it may be ${holders.map(holder => nameHolder(holder)).join(' or ')}`,
					};
		}

		case 'semi-sync': {
			const {timeout, statement} = cause;
			return {
				why: `no replica has sent its ACK${timeout === undefined ? '' : `; the server waits up to ${formatDuration(timeout)} for it`}`,
				wayOut: {
					statement,
					cost: 'after which a COMMIT exists only on this server until a replica gets it: if the server is lost before that, so is the COMMIT',
					shortCost: 'COMMITs may exist only on this server',
				},
			};
		}

		case 'pool': {
			return {
				why: 'its thread pool is full: new connections get no answer',
				wayOut: {
					statement: 'SET GLOBAL thread_pool_max_threads = <a larger number>',
					cost: 'which uses more memory and CPU',
					shortCost: 'uses memory',
				},
			};
		}
	}
}

function nameHolder({connectionId, user, command, seconds}: Holder): string {
	const what =
		command === ''
			? ''
			: `, ${command === 'Sleep' ? 'idle' : command} for ${formatDuration(seconds * 1000)}`;
	return `connection ${connectionId}${user === '' ? '' : ` (${user}${what})`}`;
}

/** A wait as one line of a screen, as much of it as fits: the most important first, and always how to quit. */
export function waitLine(
	{kind, since, sight}: WaitState,
	now: number,
	width: number,
): string {
	const what = `Waiting ${formatDuration(now - since)} for ${waitNames[kind]}`;
	const leave = '^C quits';
	const why = sight ? describeSight(sight).why : 'finding out why';
	const short = sight ? shortSight(sight) : why;
	const wayOut =
		sight?.type === 'seen' && sight.cause && causeWords(sight.cause).wayOut;
	const way = wayOut ? [`${wayOut.statement} (${wayOut.shortCost})`] : [];
	const choices = [
		[what, why, ...way, leave],
		[what, short, ...way, leave],
		[what, short, leave],
	].map(parts => parts.join(' · '));
	return choices.find(line => line.length <= width) ?? `${what} · ${leave}`;
}

/** The same in the fewest words. */
function shortSight(sight: WaitSight): string {
	if (sight.type !== 'seen') {
		return sight.type === 'silent' ? 'no answer' : 'cause unknown';
	}

	const {thread, cause} = sight;
	switch (cause?.type) {
		case 'lock': {
			const [holder] = cause.holders;
			return cause.isCertain && holder
				? `lock of connection ${holder.connectionId}`
				: cause.lock === 'global'
					? 'a global lock'
					: "someone else's lock";
		}

		case 'semi-sync': {
			return 'no ACK from a replica';
		}

		case 'pool': {
			return 'thread pool full';
		}

		case undefined: {
			return shortThread(thread);
		}
	}
}

function shortThread(
	thread: Extract<WaitSight, {readonly type: 'seen'}>['thread'],
): string {
	switch (thread.type) {
		case 'alive': {
			return thread.state || thread.command;
		}

		case 'gone': {
			return 'not in the process list';
		}

		case 'none': {
			return 'others get in';
		}
	}
}
