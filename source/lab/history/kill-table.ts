import {killKinds, type KillKind} from '../events/kill.js';
import {type RunPlan} from '../events/run-plan.js';
import {type WorkloadFacts} from '../workloads/facts/contract.js';
import {endingsOf} from '../workloads/facts/endings.js';
import {type Knowledge} from '../workloads/facts/knowledge.js';
import {factsNamed} from '../workloads/facts/registry.js';
import {knownOf, type KillPhase} from './kill-knowledge.js';
import {type LabState} from './state.js';
import {triedSoFar, type TriedCell, type TriedEffects} from './tried.js';

/** What one kind of kill did in one phase of a workload, beside what is known of it. */
export type KillTableRow = {
	/** The workload's name. */
	readonly workload: string;
	readonly phase: KillPhase;
	readonly kind: KillKind;
	/** How often each effect was seen in this sitting; empty: it was not tried. */
	readonly tried: TriedEffects;
	/** Absent: nothing is known. */
	readonly known?: Knowledge;
};

/**
The table of what kills do, phase by phase: of the workload that the next run has, and below it of the others that were tried. Each phase in which a kill can be expected has a row for each kind; a phase that is short or rare, such as BEGIN, only once a kill has met it. Pure.
*/
export function killTable(state: LabState): readonly KillTableRow[] {
	const {plan = state.run?.plan, server} = state;
	const flavour = server?.flavour;
	if (plan === undefined || flavour === undefined) {
		return [];
	}

	const tried = triedSoFar(state);
	const names = new Set([
		plan.workload.name,
		...tried.map(({workload}) => workload),
	]);
	const {autocommit} = plan;
	return [...names].flatMap(workload => {
		const facts = factsNamed(workload);
		const cells = tried.filter(cell => cell.workload === workload);
		return facts === undefined
			? []
			: phasesOf(facts, plan, cells).flatMap(phase =>
					killKinds.map(kind => {
						const known = knownOf(facts, kind, {phase, autocommit, flavour});
						const cell = cells.find(
							cell => cell.phase === phase && cell.kind === kind,
						);
						return {
							workload,
							phase,
							kind,
							tried: cell?.effects ?? {},
							...(known && {known}),
						};
					}),
				);
	});
}

/** Its rows of the workload that the run has, whatever the next one has. Pure. */
export function killTableOfRun(state: LabState): readonly KillTableRow[] {
	const {run} = state;
	return run
		? killTable({...state, plan: run.plan}).filter(
				({workload}) => workload === run.plan.workload.name,
			)
		: [];
}

/** The phases in the order in which a run meets them, and last those that only a kill has met. */
function phasesOf(
	facts: WorkloadFacts,
	{autocommit}: RunPlan,
	cells: readonly TriedCell[],
): readonly KillPhase[] {
	const {phases, aims, making, check} = facts;
	const isMaking =
		making !== undefined || aims.some(({phase}) => phase === 'generate');
	const expected: readonly KillPhase[] = [
		...(isMaking ? ['generate'] : []),
		...phases.map(({name}) => name),
		...(check ? ['verify'] : []),
		'idle',
		...(autocommit ? [] : endingsOf(facts)),
		'over',
	];
	return [...new Set([...expected, ...cells.map(({phase}) => phase)])];
}
