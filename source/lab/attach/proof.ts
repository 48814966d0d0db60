/*
What a kill did to somebody's connection, from the looks before and after it. Nothing here reads a server.
*/
import {type Effect, type KillKind} from '../events/kill.js';
import {queryInterrupted} from '../history/effect.js';
import {type OpenTransaction} from './listing.js';
import {
	isListed,
	isRunning,
	isSameVictim,
	isWithinTransaction,
	type FirstLook,
	type VictimLook,
} from './victim.js';

/** What has been seen since a kill was sent. Times are ms on the program's clock. */
export type Proving = {
	readonly kind: KillKind;
	/** When the kill was sent. */
	readonly sentAt: number;
	/** The last look before the kill. */
	readonly before: FirstLook;
	/** The most rows that its transaction was seen with. */
	readonly mostRows: number;
	readonly looks: number;
	/** Absent: nobody has looked yet. */
	readonly last?: VictimLook;
	/** When each was seen first. */
	readonly statementEndedAt?: number;
	readonly threadGoneAt?: number;
	readonly rollbackSeenAt?: number;
	readonly transactionGoneAt?: number;
	/** The server's record of the statement and of the transaction, which it forgets with the thread. */
	readonly endedWith?: number;
	readonly transactionEnd?: 'committed' | 'rolled back';
	/** Its transaction was seen without a connection, and not being rolled back, so often in a row. */
	readonly ownerless: number;
};

/** What became of the transaction that the victim had. `read`: the server's record says so; `seen`: it was seen rolling back, and then gone; `concluded`: it is gone, and nothing that ran can have committed it. */
export type TransactionVerdict =
	| {readonly outcome: 'none'}
	| {
			readonly outcome: 'rolled back' | 'committed';
			readonly by: 'read' | 'seen' | 'concluded';
	  }
	/** Under the same connection. */
	| {readonly outcome: 'still open'; readonly rows: number}
	| {readonly outcome: 'rolling back'; readonly rows: number}
	/** No connection has it: XA COMMIT or XA ROLLBACK ends it. */
	| {readonly outcome: 'prepared XA'; readonly rows?: number}
	| {readonly outcome: 'unknown'; readonly why: string};

/** What a kill did. */
export type Proof = {
	/** KILL QUERY: the statement has ended. KILL CONNECTION: connection and transaction are gone, or what is left of it is a prepared XA transaction. */
	readonly isReached: boolean;
	/** Nothing more can be seen: it is reached, or what is left to see is hidden. */
	readonly isOver: boolean;
	readonly effect: Effect;
	readonly transaction: TransactionVerdict;
};

/** So many looks in a row tell that a transaction has no owner: InnoDB's list may be older than the process list. */
const enoughOwnerless = 2;

/** What is known when a kill is sent. Pure. @param sentAt - In ms on the program's clock. */
export function startProving(
	kind: KillKind,
	before: FirstLook,
	sentAt: number,
): Proving {
	return {
		kind,
		sentAt,
		before,
		mostRows: before.transaction?.rows ?? 0,
		looks: 0,
		ownerless: 0,
	};
}

/** Adds a look. Pure. */
export function addLook(proving: Proving, look: VictimLook): Proving {
	const {at} = look;
	const {before} = proving;
	const isGone = !isListed(look) || !isSameVictim(before, look);
	const isUndone = isRollingBack(look);
	const isOwnerless =
		isGone &&
		look.transaction !== undefined &&
		look.transaction.connectionId === undefined &&
		!isUndone;
	const first = <Value>(
		known: Value | undefined,
		isSeen: boolean,
		value: Value,
	) => known ?? (isSeen ? value : undefined);
	const seen = {
		statementEndedAt: first(
			proving.statementEndedAt,
			hasEnded(before, look) || isGone,
			at,
		),
		threadGoneAt: first(proving.threadGoneAt, isGone, at),
		rollbackSeenAt: first(proving.rollbackSeenAt, isUndone, at),
		transactionGoneAt: first(
			proving.transactionGoneAt,
			before.transaction !== undefined && look.transaction === undefined,
			at,
		),
		endedWith: proving.endedWith ?? look.endedWith,
		transactionEnd: proving.transactionEnd ?? look.transactionEnd,
	};
	return {
		...proving,
		...withoutAbsent(seen),
		mostRows: Math.max(proving.mostRows, look.transaction?.rows ?? 0),
		looks: proving.looks + 1,
		last: look,
		ownerless: isOwnerless ? proving.ownerless + 1 : 0,
	};
}

function withoutAbsent<Values extends Readonly<Record<string, unknown>>>(
	values: Values,
): {readonly [Name in keyof Values]?: Exclude<Values[Name], undefined>} {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- What is absent has been taken out.
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined),
	) as {readonly [Name in keyof Values]?: Exclude<Values[Name], undefined>};
}

/** Whether a look found its transaction being undone. Pure. */
export function isRollingBack(
	look: VictimLook | undefined,
): look is VictimLook & {readonly transaction: OpenTransaction} {
	return look?.transaction?.state === 'ROLLING BACK';
}

/** Whether the statement of the first look runs no more. */
function hasEnded(before: FirstLook, look: VictimLook): boolean {
	return (
		look.endedWith !== undefined ||
		(isListed(look) &&
			(!isRunning(look) ||
				look.thread.statementNumber !== before.thread.statementNumber))
	);
}

/** Judges what was seen so far. Pure. */
export function judge(proving: Proving): Proof {
	const isEnded =
		proving.kind === 'query'
			? proving.statementEndedAt !== undefined
			: proving.threadGoneAt !== undefined;
	const isReached = isEnded && (proving.kind === 'query' || isUndone(proving));
	return {
		isReached,
		isOver: isReached || (isEnded && proving.before.hiddenUntil !== undefined),
		effect: effectOf(proving),
		transaction: judgeTransaction(proving),
	};
}

/** Whether nothing of the transaction is left, or all that ever will be. */
function isUndone(proving: Proving): boolean {
	const {before, transactionGoneAt} = proving;
	return (
		before.hiddenUntil === undefined &&
		(before.transaction === undefined ||
			transactionGoneAt !== undefined ||
			isPrepared(proving))
	);
}

/** Whether what is left of it is a prepared XA transaction. For when its connection is gone. */
function isPrepared({ownerless, before}: Proving): boolean {
	return ownerless >= enoughOwnerless || before.thread.hasPrepared === true;
}

/** A connection that has done the same for so long, in seconds, has its transaction in InnoDB's list, if it has one: the list may be as old as 0.1 s [measured]. */
const settled = 1;

/** A killed statement that may return OK all the same, as MySQL's does [measured]. */
const returnsOk = /\b(?:sleep|get_lock)`?\s*\(/i;

function effectOf({kind, before, threadGoneAt, endedWith}: Proving): Effect {
	if (kind === 'connection') {
		return threadGoneAt === undefined ? 'unknown' : 'disconnected';
	}

	switch (endedWith) {
		case queryInterrupted: {
			return 'interrupted';
		}

		case 0: {
			const {statement} = before.thread.connection;
			return !statement || returnsOk.test(statement.text)
				? 'unknown'
				: 'too-late';
		}

		default: {
			return 'unknown';
		}
	}
}

function judgeTransaction(proving: Proving): TransactionVerdict {
	const {before, last, transactionEnd, transactionGoneAt, threadGoneAt} =
		proving;
	const {transaction: open, hiddenUntil, thread} = before;
	if (transactionEnd !== undefined) {
		return {outcome: transactionEnd, by: 'read'};
	}

	if (hiddenUntil !== undefined) {
		return {
			outcome: 'unknown',
			why: `this account may not see transactions; ${hiddenUntil} would show it`,
		};
	}

	if (thread.hasPrepared) {
		return isRunning(before)
			? {
					outcome: 'unknown',
					why: 'it is a prepared XA transaction, and the statement that was running may have ended it: XA RECOVER lists it, or not',
				}
			: {outcome: 'prepared XA'};
	}

	if (open === undefined) {
		return thread.connection.seconds < settled
			? {
					outcome: 'unknown',
					why: 'InnoDB listed none, and its list may be older than the last statement',
				}
			: {outcome: 'none'};
	}

	if (transactionGoneAt !== undefined) {
		return judgeGone(proving);
	}

	const rows = last?.transaction?.rows ?? open.rows;
	if (isRollingBack(last)) {
		return {outcome: 'rolling back', rows};
	}

	if (threadGoneAt === undefined) {
		return mayHaveEnded(proving)
			? {
					outcome: 'unknown',
					why: 'the statement that was running may have ended it, and InnoDB lists what was open up to 0.1 s before',
				}
			: {outcome: 'still open', rows};
	}

	return isPrepared(proving)
		? {outcome: 'prepared XA', rows}
		: {
				outcome: 'unknown',
				why: 'InnoDB still lists it, though its connection is gone',
			};
}

/** The first words of what commits nothing by itself in a transaction that was begun. */
const committingNothing =
	/^\s*(?:insert|update|delete|replace|select|with|do)\b/i;

/** How old InnoDB's list may be, in ms [measured]. */
const listAge = 100;

/** Whether the list that still has the transaction may be older than the end of a killed statement that ends it, such as a COMMIT that waits for a lock: 1317 rolls all of it back. */
function mayHaveEnded({before, last, statementEndedAt}: Proving): boolean {
	const {statement} = before.thread.connection;
	return (
		isRunning(before) &&
		statement !== undefined &&
		!committingNothing.test(statement.text) &&
		last !== undefined &&
		statementEndedAt !== undefined &&
		last.at - statementEndedAt < listAge
	);
}

/** A transaction that InnoDB no longer lists, without a record of how it ended. */
function judgeGone({
	kind,
	before,
	rollbackSeenAt,
}: Proving): TransactionVerdict {
	const {statement} = before.thread.connection;
	if (kind === 'query') {
		// The client may have ended it either way since then; and a statement alone is rolled back under the same state.
		return {
			outcome: 'unknown',
			why: 'its client has ended it since then, or its connection has, and no record is left of which',
		};
	}

	if (rollbackSeenAt !== undefined) {
		return {outcome: 'rolled back', by: 'seen'};
	}

	const mayCommit =
		!isWithinTransaction(before) ||
		!statement ||
		!committingNothing.test(statement.text);
	if (isRunning(before) && mayCommit) {
		return {
			outcome: 'unknown',
			why: 'the statement that was running may have committed it, and no look has seen it rolling back',
		};
	}

	return {outcome: 'rolled back', by: 'concluded'};
}

/** How many rows a rollback has left, and how long it has been seen. Pure; absent: none is seen. */
export function rollbackOf({
	last,
	rollbackSeenAt,
}: Proving):
	| {readonly transaction: OpenTransaction; readonly elapsed: number}
	| undefined {
	return isRollingBack(last)
		? {
				transaction: last.transaction,
				elapsed: last.at - (rollbackSeenAt ?? last.at),
			}
		: undefined;
}
