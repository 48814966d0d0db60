import {provedFrom, type VictimState} from './attach-state.js';
import {type ListedConnection, type Listing} from './listing.js';
import {type VictimLook} from './victim.js';

/** The statement that a kill ended, seen again: its client, a pool or a proxy has tried it once more. */
export type Comeback = {
	readonly connectionId: string;
	/** When it was seen first, in ms on the program's clock. */
	readonly at: number;
};

/** For so long after a kill, in ms, its statement may come back. */
export const comebackTime = 60_000;

/** Who else runs the victim's statement: those are no comebacks. Pure. */
export function alikeIn(
	listing: Pick<Listing, 'connections'> | undefined,
	victim: ListedConnection,
): readonly string[] {
	return (listing?.connections ?? [])
		.filter(one => isAlike(one, victim))
		.map(({id}) => id);
}

/** The statement of the last kill, if another connection runs it that did not do so before. Pure. @param at - When it was looked, in ms. */
export function comebackInListing(
	victim: VictimState,
	{connections}: Pick<Listing, 'connections'>,
	at: number,
): Comeback | undefined {
	const alike = victim.around?.alike ?? [];
	const killed = killedIn(victim, at);
	const again =
		killed &&
		connections.find(
			one =>
				one.id !== killed.connection.id &&
				!alike.includes(one.id) &&
				// It has begun since then: the server counts whole seconds.
				1000 * (one.seconds - 1) <= killed.since &&
				isAlike(one, killed.connection),
		);
	return again && {connectionId: again.id, at};
}

/** The statement of the last kill, if its own connection runs it again. Pure. */
export function comebackInLook(
	victim: VictimState,
	{at, thread}: VictimLook,
): Comeback | undefined {
	const killed = killedIn(victim, at);
	return killed &&
		thread.type === 'listed' &&
		provedFrom(victim) === undefined &&
		thread.statementNumber !== killed.statementNumber &&
		isAlike(thread.connection, killed.connection)
		? {connectionId: thread.connection.id, at}
		: undefined;
}

/** What was killed so shortly before a time that it may come back; `undefined`: nothing, or it has not ended yet, or has come back. */
function killedIn({kills, proving, comeback}: VictimState, at: number) {
	const kill = kills.findLast(({acceptedAt}) => acceptedAt !== undefined);
	const since = kill && at - kill.sentAt;
	return comeback === undefined &&
		proving?.statementEndedAt !== undefined &&
		since !== undefined &&
		since <= comebackTime
		? {...proving.before.thread, since}
		: undefined;
}

function isAlike(one: ListedConnection, victim: ListedConnection): boolean {
	return (
		one.user === victim.user &&
		one.statement?.isRunning === true &&
		victim.statement?.isRunning === true &&
		one.statement.text === victim.statement.text
	);
}
