import {type KillState, type RunState} from './state.js';

/** A rollback that was seen after a KILL CONNECTION, and its end. Times are ms on the session's clock. */
export type RollbackTime = {
	readonly from: number;
	readonly to: number;
	/** What a kill before it had ended was being undone already: this is only the rest. */
	readonly isRest?: true;
};

/** When a transaction was seen rolling back after a kill; `undefined`: no look met that, or not yet its end. Pure. */
export function rollbackTimeOf(
	{statements}: Pick<RunState, 'statements'>,
	{sentAt, rollbackSeenAt, transactionGoneAt}: KillState,
): RollbackTime | undefined {
	if (rollbackSeenAt === undefined || transactionGoneAt === undefined) {
		return undefined;
	}

	const isRest = statements.some(
		({undoSeenAt, ended}) =>
			undoSeenAt !== undefined &&
			undoSeenAt <= sentAt &&
			(!ended || ended.at >= sentAt),
	);
	return {
		from: rollbackSeenAt,
		to: transactionGoneAt,
		...(isRest && {isRest}),
	};
}
