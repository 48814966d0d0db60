import {type KillState, type RunState} from './state.js';

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
