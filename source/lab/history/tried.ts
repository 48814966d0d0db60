import {type KillKind} from '../events/kill.js';
import {metPhase, type KillPhase} from './kill-knowledge.js';
import {
	phaseOfKill,
	type KillState,
	type LabState,
	type RunState,
} from './state.js';
import {toldEffect, type ToldEffect} from './told-effect.js';

/** How often each effect was seen. */
export type TriedEffects = Readonly<Partial<Record<ToldEffect, number>>>;

/** The effects that a record has, in its order. Pure. */
export function effectsOf<Told extends ToldEffect>(
	record: Readonly<Partial<Record<Told, unknown>>>,
): readonly Told[] {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The record has no other keys.
	return Object.keys(record) as Told[];
}

/** What one kind of kill did in one phase of a workload, in all runs of a sitting. */
export type TriedCell = {
	/** The workload's name. */
	readonly workload: string;
	readonly phase: KillPhase;
	readonly kind: KillKind;
	readonly effects: TriedEffects;
};

/** What was tried before a run, and in it. A kill whose effect is not known yet does not count. It never has more cells than there are phases, however many runs there are. Pure. */
export function withTried(
	tried: readonly TriedCell[],
	run: RunState,
): readonly TriedCell[] {
	const cells = [...tried];
	const workload = run.plan.workload.name;
	for (const kill of run.kills) {
		const {kind, effect} = kill;
		if (effect) {
			const told = toldEffect(effect);
			const phase = tablePhase(run, kill);
			const index = cells.findIndex(
				cell =>
					cell.workload === workload &&
					cell.phase === phase &&
					cell.kind === kind,
			);
			const effects = cells[index]?.effects ?? {};
			cells.splice(index === -1 ? cells.length : index, 1, {
				workload,
				phase,
				kind,
				effects: {
					...effects,
					[told]: (effects[told] ?? 0) + 1,
				},
			});
		}
	}

	return cells;
}

/** The phase under which a kill is counted: the one that it met. One that was lost in an upload was lost there, whether its statement began later or never. Pure. */
export function tablePhase(run: RunState, kill: KillState): KillPhase {
	const phase = metPhase(run, kill);
	return phase === 'cut upload' ? phaseOfKill(kill) : phase;
}

/** What was tried in the sitting so far, in the newest run too. Pure. */
export function triedSoFar({tried = [], run}: LabState): readonly TriedCell[] {
	return run ? withTried(tried, run) : tried;
}
