import {type Verdict} from '../events/events.js';
import {type KillKind} from '../events/kill.js';
import {type KillPhase} from '../history/kill-knowledge.js';
import {type KillState, type RunState} from '../history/state.js';
import {timesOf} from '../history/times-of-kill.js';
import {toldEffect, type ToldEffect} from '../history/told-effect.js';
import {tablePhase} from '../history/tried.js';
import {formatAim} from '../kills/notation.js';

/** What one kill of a run did, or that it was never sent. Times are ms. */
export type Trial = {
	/** Its name. */
	readonly workload: string;
	readonly kind: KillKind;
	/** What it was aimed at, as `--kill` takes it. */
	readonly aim: string;
	/** The phase that it met; `unsent`: its moment never came. */
	readonly landed: KillPhase | 'unsent';
	readonly effect: ToldEffect | 'unsent';
	/** From the start of the target to the kill; absent: it was sent outside of one. */
	readonly at?: number;
	/** From sending it to the server's OK; absent: there was none. */
	readonly answered?: number;
	/** From that OK to the moment at which the client saw the effect; less than 0: before it. Absent: it ended nothing. */
	readonly bit?: number;
	/** How the target that it met returned: 0 for OK, an error's number, or that the connection was lost; absent: it met none. */
	readonly returned?: number | 'lost';
	/** What is left of the data; absent: the run has no verdict. */
	readonly outcome?: Verdict['outcome'];
	/** Why nobody knows what is left. */
	readonly reason?: string;
};

/** The trials of a run that is over, in the order of their kills. Pure. */
export function trialsOf(run: RunState): readonly Trial[] {
	const {plan, verdict, unsentKills = []} = run;
	const found = verdict?.verdict;
	const common = {
		workload: plan.workload.name,
		...(found && {outcome: found.outcome}),
		...(found?.outcome === 'unknown' && {reason: found.reason}),
	};
	return [
		...run.kills.map(kill => ({...common, ...trialOf(run, kill)})),
		...unsentKills.map((aim): Trial => ({
			...common,
			kind: aim.kind,
			aim: formatAim(aim),
			landed: 'unsent',
			effect: 'unsent',
		})),
	];
}

function trialOf(
	run: RunState,
	kill: KillState,
): Omit<Trial, 'workload' | 'outcome' | 'reason'> {
	const {kind, aim, sentAt, answer, effect} = kill;
	const target = run.statements.findLast(
		({role, startedAt, ended}) =>
			role === 'target' &&
			startedAt <= sentAt &&
			(ended === undefined || ended.at >= sentAt),
	);
	const answeredAt = answer?.type === 'acknowledged' ? answer.at : undefined;
	const {interrupted, cut} = timesOf(run, kill);
	const bit = interrupted ?? cut;
	const returned = target?.ended?.outcome;
	return {
		kind,
		aim: aim ? formatAim(aim) : '',
		landed: tablePhase(run, kill),
		effect: toldEffect(effect),
		...(target && {at: sentAt - target.startedAt}),
		...(answeredAt !== undefined && {answered: answeredAt - sentAt}),
		...(bit !== undefined && answeredAt !== undefined && {bit}),
		...(returned && {
			returned:
				returned.type === 'ok'
					? 0
					: returned.type === 'lost'
						? ('lost' as const)
						: (returned.failure.errno ?? ('lost' as const)),
		}),
	};
}
