import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {
	addLook,
	judge,
	rollbackOf,
	startProving,
	type Proof,
	type Proving,
	type SentKill,
} from '../../lab/attach/proof.js';
import {type KillEvent} from '../../lab/attach/kill-event.js';
import {
	isListed,
	isRunning,
	isSameVictim,
	type FirstLook,
} from '../../lab/attach/victim.js';
import {type KillKind} from '../../lab/events/kill.js';
import {killDenied, noSuchThread} from '../../lab/history/effect.js';
import {readVictim, type VictimChoice} from '../../lab/evidence/read-victim.js';
import {type KillRoutes} from '../../lab/kills/choose-route.js';
import {killStatement} from '../../lab/kills/route.js';
import {Refusal} from '../../refusal.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {describeVictim} from '../../output/attach-kill.js';

/** Between two looks, in ms: InnoDB's list of transactions stays as it is while somebody reads it more often than every 100 ms [measured]. */
const lookInterval = 200;

/** Thrown when the connection is not the one that was meant: nothing was sent. */
export class SomebodyElse extends Refusal {
	/** Who it is. */
	readonly found: FirstLook;

	constructor(message: string, found: FirstLook) {
		super(`${message}: ${describeVictim(found)}. Nothing was sent.`);
		this.found = found;
	}
}

/** Whom to kill, and what for. */
export type KillOrder = VictimChoice & {
	readonly kind: KillKind;
	readonly routes: KillRoutes;
	/** Whose connection it must be; absent: anybody's. */
	readonly expectUser?: string;
	/** How long to look for a proof, in ms. */
	readonly timeout: number;
	/** After this long without an end of the statement, KILL CONNECTION follows KILL QUERY, in ms; absent: never. */
	readonly escalateAfter?: number;
	/** Aborted when the user quits. */
	readonly leaving: AbortSignal;
	readonly onEvent: (event: KillEvent) => void;
};

/**
Kills somebody's connection or its statement, and looks until that is proved or the time is up. One connection does all of it, so that the id means the same server and the same client in each statement.

@throws {SomebodyElse} when the connection is another one than was meant; {Refusal} when it is nobody's to kill, or the server refuses; mysql2's error, when the own connection is lost before the kill.
*/
export async function killVictim(
	connection: Connection,
	order: KillOrder,
): Promise<{readonly proving: Proving; readonly proof: Proof}> {
	const {onEvent} = order;
	const first = await lookFirst(connection, order);
	onEvent({type: 'victim', first});
	refuseVictim(first, order);
	// Read again in the same breath as the kill: an id can be given to somebody else.
	const again = await lookFirst(connection, order);
	if (!isSameVictim(first, again)) {
		throw new SomebodyElse(
			`Connection ${order.connectionId} is somebody else now`,
			again,
		);
	}

	const proved = await sendAndProve(connection, order, again);
	onEvent({type: 'judged', ...proved});
	return proved;
}

async function lookFirst(
	connection: Connection,
	order: VictimChoice,
): Promise<FirstLook> {
	const {look, gaps} = await readVictim(connection, order);
	if (isListed(look)) {
		return look;
	}

	const [gap] = gaps;
	throw new Refusal(
		`There is no connection ${order.connectionId} on this server, or this account may not see it${gap?.remedy === undefined ? '' : `: ${gap.remedy} would show it`}. Nothing was sent.`,
	);
}

/** @throws {SomebodyElse | Refusal} when it is not to be killed. */
function refuseVictim(
	first: FirstLook,
	{connectionId, expectUser, kind}: KillOrder,
): void {
	const {connection} = first.thread;
	if (connection.kind !== 'client') {
		throw new Refusal(
			`Connection ${connectionId} is a thread of the server itself (${connection.kind}: ${connection.state || connection.command}), and nobody's to kill. Nothing was sent.`,
		);
	}

	if (expectUser !== undefined && connection.user !== expectUser) {
		throw new SomebodyElse(
			`Connection ${connectionId} is not of ${expectUser}`,
			first,
		);
	}

	if (kind === 'query' && !isRunning(first)) {
		throw new Refusal(
			`Connection ${connectionId} runs no statement, so KILL QUERY would do nothing: ${describeVictim(first)}. Nothing was sent. --kill connection ends the connection and its transaction.`,
		);
	}
}

async function sendAndProve(
	connection: Connection,
	order: KillOrder,
	first: FirstLook,
): Promise<{readonly proving: Proving; readonly proof: Proof}> {
	const {kind, timeout, escalateAfter, leaving, onEvent} = order;
	let proving = startProving(kind, first);
	const kill = await send(connection, order, first);
	onEvent({type: 'sent', kill});
	const isOver = () => judge(proving).isOver || leaving.aborted;
	for (;;) {
		await pause(leaving);
		const since = performance.now() - kill.sentAt;
		try {
			const {look} = await readVictim(connection, {...order, first});
			proving = addLook(proving, look);
		} catch (error: unknown) {
			// What was seen before stays true, and nothing else can be seen.
			if (!isConnectionLost(toFailure(error))) {
				throw error;
			}

			return {proving, proof: judge(proving)};
		}

		onEvent({type: 'looked', proving});
		if (isOver() || since >= timeout) {
			return {proving, proof: judge(proving)};
		}

		if (
			kind === 'query' &&
			escalateAfter !== undefined &&
			since >= escalateAfter &&
			// It has worked: what is still to do is the undoing, which a further kill does not make faster.
			!rollbackOf(proving)
		) {
			return sendAndProve(
				connection,
				{...order, kind: 'connection', timeout: timeout - since},
				first,
			);
		}
	}
}

async function pause(leaving: AbortSignal): Promise<void> {
	try {
		await wait(lookInterval, undefined, {signal: leaving});
	} catch {
		// The user quits: one last look.
	}
}

/** @throws {Refusal} when the server refuses it. */
async function send(
	connection: Connection,
	{kind, connectionId, routes: {first: route, fallback}}: KillOrder,
	victim: FirstLook,
): Promise<SentKill> {
	const target = {connectionId, queryId: victim.thread.statementNumber};
	const statement = killStatement(kind, target, route);
	const sentAt = performance.now();
	const refusal = await tryToSend(connection, statement);
	if (refusal === undefined) {
		return {kind, statement, sentAt, answeredAt: performance.now()};
	}

	const next = fallback && killStatement(kind, target, fallback);
	if (
		refusal.errno === killDenied &&
		next !== undefined &&
		next !== statement
	) {
		const againAt = performance.now();
		const further = await tryToSend(connection, next);
		if (further === undefined) {
			return {
				kind,
				statement: next,
				sentAt: againAt,
				answeredAt: performance.now(),
				refused: {statement, failure: refusal},
			};
		}

		throw explainRefusal(connectionId, next, further);
	}

	throw explainRefusal(connectionId, statement, refusal);
}

async function tryToSend(
	connection: Connection,
	statement: string,
): Promise<Failure | undefined> {
	try {
		await queryPromptly(connection, statement);
		return undefined;
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		return failure;
	}
}

function explainRefusal(
	connectionId: string,
	statement: string,
	{errno, message}: Failure,
): Refusal {
	switch (errno) {
		case noSuchThread: {
			return new Refusal(
				`${statement} was refused (1094): connection ${connectionId} has ended by itself, or is a thread that can't be killed.`,
			);
		}

		case killDenied: {
			return new Refusal(
				`${statement} was refused (1095): this account may kill only its own connections. It needs CONNECTION_ADMIN (MariaDB: CONNECTION ADMIN) or SUPER, and on MySQL SYSTEM_USER if the other account has that.`,
			);
		}

		default: {
			return new Refusal(`${statement} was refused: ${message}.`);
		}
	}
}
