import {type Connection} from 'mysql2';
import {type AttachLog} from '../../lab/attach/attach-log.js';
import {type Condition} from '../../lab/attach/filter.js';
import {provedFrom} from '../../lab/attach/attach-state.js';
import {rollbackOf} from '../../lab/attach/proof.js';
import {
	isListed,
	isSameVictim,
	type FirstLook,
} from '../../lab/attach/victim.js';
import {endPause} from '../../lab/connections/end-pause.js';
import {pause} from '../../lab/connections/pause.js';
import {readVictim, type VictimChoice} from '../../lab/evidence/read-victim.js';
import {type KillRoutes} from '../../lab/kills/choose-route.js';
import {provedKill, type ProvedKill} from '../../output/attach-kill.js';
import {Refusal} from '../../refusal.js';
import {
	isConnectionLost,
	isProgramFault,
	toFailure,
} from '../../server/failure.js';
import {
	refuseStatement,
	refuseStranger,
	SomebodyElse,
	type Expected,
} from './refuse-victim.js';
import {sendKill} from './send-kill.js';
import {untilMoment} from './until-moment.js';

/** Whom to kill, and what for. */
export type KillOrder = VictimChoice &
	Expected & {
		readonly routes: KillRoutes;
		/** What it has to be like before the kill is sent; absent: it is sent at once. */
		readonly when?: {readonly conditions: readonly Condition[]};
		/** How long to look for a proof, in ms. */
		readonly timeout: number;
		/** After this long without an end of the statement, KILL CONNECTION follows KILL QUERY, in ms; absent: never. */
		readonly escalateAfter?: number;
		/** Aborted when the user quits. */
		readonly leaving: AbortSignal;
		readonly log: AttachLog;
	};

/**
Kills somebody's connection or its statement, and looks until that is proved or the time is up. One connection does all of it, so that the id means the same server and the same client in each statement.

@throws {SomebodyElse} when the connection is another one than was meant; {Refusal} when it is nobody's to kill, or the server refuses; mysql2's error, when the own connection is lost before the kill.
*/
export async function killVictim(
	connection: Connection,
	order: KillOrder,
): Promise<ProvedKill> {
	const {log, connectionId} = order;
	log.emit({type: 'attached', connectionId});
	const first = await lookFirst(connection, order);
	log.emit({type: 'looked', look: first});
	refuseStranger(first, order);
	if (order.when) {
		await untilMoment(connection, order, {...order, ...order.when});
	}

	// Read again in the same breath as the kill: an id can be given to somebody else.
	const again = await lookFirst(connection, order);
	if (!isSameVictim(first, again)) {
		throw new SomebodyElse(
			`Connection ${connectionId} is somebody else now`,
			again,
		);
	}

	log.emit({type: 'looked', look: again});
	refuseStatement(again, order);
	// Whoever quits while the server is slow to tell who it is wants no kill any more.
	if (order.leaving.aborted) {
		throw new Refusal('Nothing was sent.');
	}

	await sendAndProve(connection, order);
	return provedBy(log);
}

/** @throws When no kill was sent. */
function provedBy(log: AttachLog): ProvedKill {
	const {victim} = log.state();
	const proved = victim && provedKill(victim);
	if (!proved) {
		throw new Error('No kill was sent.');
	}

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

/** Looks until the last kill is proved, or until the time is up. @throws {Refusal} when the server refuses a kill. */
async function sendAndProve(
	connection: Connection,
	order: KillOrder,
): Promise<void> {
	const {connectionId, kind, routes, timeout, escalateAfter, leaving, log} =
		order;
	const {last} = log.state().victim ?? {};
	const refused = await sendKill(
		connection,
		{
			kind,
			connectionId,
			queryId: last && isListed(last) ? last.thread.statementNumber : undefined,
			routes,
		},
		log,
	);
	if (refused !== undefined) {
		throw new Refusal(refused);
	}

	const began = log.now();
	for (;;) {
		const waited = log.now() - began;
		// If the user quits: one last look.
		await pause(
			Math.max(0, Math.min(endPause(waited), timeout - waited)),
			leaving,
		);
		const since = log.now() - began;
		const first = provedFrom(log.state().victim ?? {});
		try {
			const {look} = await readVictim(connection, {...order, first});
			log.emit({type: 'looked', look});
		} catch (error: unknown) {
			if (isProgramFault(error)) {
				throw error;
			}

			// What was seen before stays true. Without a connection nothing else can be seen; a look that the server broke off is made again.
			if (
				isConnectionLost(toFailure(error)) ||
				leaving.aborted ||
				since >= timeout
			) {
				return;
			}

			continue;
		}

		const {proving, proof} = provedBy(log);
		if (proof.isOver || leaving.aborted || since >= timeout) {
			return;
		}

		if (
			kind === 'query' &&
			escalateAfter !== undefined &&
			since >= escalateAfter &&
			// It has worked: what is still to do is the undoing, which a further kill does not make faster.
			!rollbackOf(proving)
		) {
			await sendAndProve(connection, {
				...order,
				kind: 'connection',
				timeout: timeout - since,
			});
			return;
		}
	}
}
