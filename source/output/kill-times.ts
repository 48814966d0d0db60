import {formatDuration} from '../format.js';
import {rollbackTimeOf} from '../lab/history/rollback-time.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {rollbackWords} from '../wording/rollback-words.js';

/** When what a kill did was seen, in ms since the OK of the KILL, or since it was sent if there was none; less than 0: before it. Absent: that did not happen, or nobody saw it. */
export type KillTimes = {
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

/** What the times of a kill count from. Pure. */
export function originOf({answer}: KillState): "the KILL's OK" | 'it was sent' {
	return answer?.type === 'acknowledged' ? "the KILL's OK" : 'it was sent';
}

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
	return since(answer?.type === 'acknowledged' ? answer.at : sentAt, {
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

/** What a kill ended, with the time of each, in a clause: `client cut 0.2 ms before the KILL's OK, thread gone 5.0 ms, transaction gone 1.2 s after it`, and how long a rollback took. Absent: it ended nothing. Pure. */
export function endsClause(run: RunState, kill: KillState): string | undefined {
	const {interrupted, cut, rollbackSeen, threadGone, transactionGone} = timesOf(
		run,
		kill,
	);
	const ends = (
		[
			['client saw it', interrupted],
			['client cut', cut],
			['first seen rolling back', rollbackSeen],
			['thread gone', threadGone],
			['transaction gone', transactionGone],
		] as const
	).flatMap(([what, time]) => (time === undefined ? [] : [{what, time}]));
	const before = ends.filter(({time}) => time < 0);
	const after = ends.filter(({time}) => time >= 0);
	const origin = originOf(kill);
	const time = rollbackTimeOf(run, kill);
	return ends.length === 0
		? undefined
		: [
				...(before.length === 0 ? [] : [`${listed(before)} before ${origin}`]),
				...(after.length === 0
					? []
					: [`${listed(after)} after ${before.length === 0 ? origin : 'it'}`]),
			].join(', ') +
				(time ? `; concluded from looks: ${rollbackWords(time)}` : '');
}

type End = {readonly what: string; readonly time: number};

function listed(ends: readonly End[]): string {
	return ends
		.map(({what, time}) => `${what} ${formatDuration(Math.abs(time))}`)
		.join(', ');
}
