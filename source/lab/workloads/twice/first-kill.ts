import {query} from '../../../server/statement.js';
import {pause} from '../../connections/pause.js';
import {
	currentStatement,
	partInFlight,
	type RunState,
} from '../../history/state.js';
import {untilEvent} from '../../history/until-event.js';
import {killStatement, routeOf} from '../../kills/route.js';
import {type Stage} from '../contract.js';
import {factsOf} from '../facts/registry.js';

/** The part of the target that is done when the first KILL is sent. */
const halfway = 0.5;

/** The share of the expected time after which it is sent unseen: some servers are three times as fast. */
const unseenShare = 0.25;

/**
Has the connection that was opened for it send KILL CONNECTION when half of the target is done. Nothing is sent if a person has killed the target before that: theirs is the first KILL then.

@throws As `act` does; mysql2's error, when the KILL is refused.
*/
export async function killedHalfway(
	{opened, plan, log, signal}: Stage,
	act: () => Promise<void>,
): Promise<void> {
	const killer = opened().at(-1);
	if (!killer) {
		throw new Error('nobody has opened the connection that sends the KILL');
	}

	const over = new AbortController();
	const ending = AbortSignal.any([signal, over.signal]);
	const kill = async () => {
		await untilHalfway({log, plan}, ending);
		const state = log.state();
		if (!ending.aborted && state.run && isUnharmed(state.run)) {
			await query(
				killer,
				killStatement('connection', state.run, routeOf(state)),
			);
		}
	};

	const acting = async () => {
		try {
			await act();
		} finally {
			over.abort();
		}
	};

	const acted = acting();
	const sent = kill();
	// A refused KILL must not end the run while its target is still in flight.
	await Promise.allSettled([acted, sent]);
	await acted;
	await sent;
}

/** Waits for more than half: InnoDB's list may be 0.1 s old, and show the statement before, which has written half of the rows at most. An account that can't see the transaction is not told how much is done, and waits for a time. */
async function untilHalfway(
	{log, plan}: Pick<Stage, 'log' | 'plan'>,
	ending: AbortSignal,
): Promise<void> {
	const {type = 'hidden'} = log.state().run?.view?.view.transaction ?? {};
	await (type === 'hidden' || type === 'unreadable'
		? pause(unseenShare * factsOf(plan).expectedTime(plan), ending)
		: untilEvent(
				log,
				(_, {run}) => run !== undefined && partInFlight(run) > halfway,
				ending,
			));
}

/** Whether the target is in flight, and nobody has killed it. */
function isUnharmed(run: RunState): boolean {
	const target = currentStatement(run);
	return (
		target?.role === 'target' &&
		run.kills.every(({sentAt}) => sentAt < target.startedAt)
	);
}
