import {formatPercent} from '../format.js';
import {
	phaseOfKill,
	type KillState,
	type RunState,
} from '../lab/history/state.js';
import {type Phase, type RunPhase} from '../lab/events/phase.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** When something happened in a run, as words to put after it. */
export const runPhaseWords: Readonly<Record<RunPhase, string>> = {
	idle: 'between statements',
	setup: 'while the data were prepared',
	begin: 'during BEGIN',
	generate: 'while the file was generated',
	identify: 'during SELECT CONNECTION_ID()',
	savepoint: 'at the savepoint',
	verify: 'during the hash comparison',
	prepare: 'during XA PREPARE',
	prepared: 'while the transaction was prepared',
	commit: 'during COMMIT',
	rollback: 'during ROLLBACK',
	look: 'after the last statement',
	over: 'after the run',
};

/** The same for any phase of a run with this plan. */
export function phaseWords(
	phase: Phase,
	plan: Pick<RunPlan, 'workload'>,
): string {
	const words: Readonly<Record<string, string>> = {
		...runPhaseWords,
		'cut off': 'after the client was cut off',
	};
	const {phases, making} = factsOf(plan);
	return (
		phases.find(({name}) => name === phase)?.when ??
		(phase === 'generate' ? making?.when : undefined) ??
		words[phase] ??
		`in ${phase}`
	);
}

/** Where a run was when a kill arrived, as words to put after it. */
export function sentWords(
	{plan}: Pick<RunState, 'plan'>,
	kill: KillState,
): string {
	const phase = phaseOfKill(kill);
	return phase === factsOf(plan).streamedIn && kill.step
		? `at ${formatPercent(kill.step.part)} of the ${phase}`
		: phaseWords(phase, plan);
}
