import {formatDuration} from '../format.js';
import {rollbackTimeOf} from '../lab/history/rollback-time.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {rollbackWords} from '../wording/rollback-words.js';

/** When what a kill did was seen, in ms since it was sent; absent: that did not happen, or nobody saw it. */
export type KillTimes = {
	readonly answered?: number;
	/** The client got error 1317, or the OK that says the same. */
	readonly interrupted?: number;
	/** The client saw that its connection was cut. */
	readonly cut?: number;
	/** Its transaction was first seen being rolled back. */
	readonly rollbackSeen?: number;
	/** The server was first seen without the thread, and without its transaction. */
	readonly threadGone?: number;
	readonly transactionGone?: number;
};

/** The times of a kill. Pure. */
export function timesOf({lost}: RunState, kill: KillState): KillTimes {
	const {
		sentAt,
		answer,
		effect,
		rollbackSeenAt,
		threadGoneAt,
		transactionGoneAt,
	} = kill;
	const cutAt = effect?.effect === 'disconnected' ? lost?.at : undefined;
	const interruptedAt =
		effect?.effect === 'interrupted' ? effect.at : undefined;
	return since(sentAt, {
		answered: answer?.at,
		interrupted: interruptedAt,
		cut: cutAt,
		rollbackSeen: rollbackSeenAt,
		threadGone: threadGoneAt,
		transactionGone: transactionGoneAt,
	});
}

function since(
	from: number,
	times: Readonly<Record<keyof KillTimes, number | undefined>>,
): KillTimes {
	return Object.fromEntries(
		Object.entries(times).flatMap(([name, at]) =>
			at === undefined ? [] : [[name, at - from]],
		),
	);
}

/** What a kill ended, with the time of each, in a clause: `client cut 3.1 ms, thread gone 5.0 ms, transaction gone 1.2 s after it was sent`, and how long a rollback took. Absent: it ended nothing. Pure. */
export function endsClause(run: RunState, kill: KillState): string | undefined {
	const {interrupted, cut, rollbackSeen, threadGone, transactionGone} = timesOf(
		run,
		kill,
	);
	const ends = [
		['client saw it', interrupted],
		['client cut', cut],
		['first seen rolling back', rollbackSeen],
		['thread gone', threadGone],
		['transaction gone', transactionGone],
	] as const;
	const told = ends.flatMap(([what, time]) =>
		time === undefined ? [] : [`${what} ${formatDuration(time)}`],
	);
	const time = rollbackTimeOf(run, kill);
	return told.length === 0
		? undefined
		: `${told.join(', ')} after it was sent${time ? `: ${rollbackWords(time)}` : ''}`;
}
