import {type RunPlan} from '../../events/run-plan.js';
import {
	type Alive,
	type TargetPhase,
	type WorkloadFacts,
} from '../facts/contract.js';
import {isEnding} from '../facts/thread-states.js';
import {rowsDefaults, sendPhases} from '../rows/facts.js';

/** The columns of what a run has left. */
export const alteredColumns = [
	{name: 'what', type: 'text', rank: 0},
	{name: 'number', type: 'count', rank: 0},
] as const;

/** What an ALTER TABLE is called. */
export const alterTable = 'ALTER TABLE';

/** What is alike in all workloads that run one ALTER TABLE on a table of numbered rows. */
export const alterDefaults = {
	...rowsDefaults,
	target: alterTable,
	stepNoun: alterTable,
	commitsItself: true,
	// It changes none: they are the same before and after.
	rowsOf: (_plan: RunPlan, _steps: number) => 0,
	columns: alteredColumns,
} as const satisfies Partial<WorkloadFacts>;

/** What others see of the definition, in words. @param altered - What the table is like once it is changed, as a clause. */
export function definitionSeen(
	altered: string,
): NonNullable<WorkloadFacts['othersSee']> {
	return ({rows}) =>
		rows === 0
			? 'others see the table as it was before'
			: `others see that ${altered}`;
}

/** The phases before an ALTER TABLE works on the rows. */
export const earlyPhases = [
	...sendPhases(alterTable),
	{
		name: 'prepare',
		flag: 'checked',
		when: 'before it worked on the rows',
	},
] as const satisfies readonly TargetPhase[];

/** The phase of an ALTER TABLE that is done with the rows. */
export const lastPhase: TargetPhase = {
	name: 'end',
	flag: 'ignored',
	follows: 'prepare',
	when: `while the ${alterTable} was ending`,
};

/** What a thread reports once the change can't be stopped any more: of 25 kills of each kind in `rename result table`, none had an effect [measured on MySQL 9.7]. */
const committedStates = new Set([
	'rename result table',
	'committing alter table to storage engine',
]);

/** What a thread reports while it makes an index, or in place a table anew. MySQL does it with several threads, and shows the stage of whichever began one last, so that an index may show the first one to the end [measured]: they are one phase here. */
export const inPlaceStates: ReadonlyMap<string, string> = new Map(
	[
		'alter table (read PK and internal sort)',
		'alter table (merge sort)',
		'alter table (insert)',
		'alter table (flush)',
		'alter table (log apply index)',
		'alter table (log apply table)',
		'alter table (end)',
		'altering table',
	].map(state => [state.toLowerCase(), 'build']),
);

/**
Where the thread of an ALTER TABLE is. Pure.

@param working - The phases that a thread's states mean while it works on the rows.
*/
export function phaseOfAlter(
	{command, state}: Alive,
	working: ReadonlyMap<string, string>,
): string {
	const shown = state.toLowerCase();
	if (committedStates.has(shown) || isEnding(state)) {
		return 'end';
	}

	return command === 'Sleep' || shown === ''
		? 'send'
		: (working.get(shown) ?? 'prepare');
}
