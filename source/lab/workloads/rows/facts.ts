import {formatAmount} from '../../../format.js';
import {type RunPlan} from '../../events/run-plan.js';
import {
	type Alive,
	type PlannedWorkload,
	type TargetPhase,
	type WorkloadFacts,
} from '../facts/contract.js';
import {isTidyingUp} from '../facts/thread-states.js';
import {rowsOf} from './options.js';

/** The columns of what a run has left: rows by whether it changed them. */
export const foundColumns = [
	{name: 'changed', type: 'text', rank: 0},
	{name: 'rows', type: 'count', rank: 0},
] as const;

/** What is alike in all workloads that run one statement on a table of numbered rows. */
export const rowsDefaults = {
	flags: ['scale'],
	tableName: 'NumberedRows',
	isStreamed: false,
	unit: 'rows',
	doneWord: 'done',
	stepName: () => 'all rows',
	amount: (plan: PlannedWorkload, steps: number) =>
		formatAmount(steps * rowsOf(plan), 'rows'),
	rowsOf: (plan: RunPlan, steps: number) => steps * rowsOf(plan),
	isSummary: true,
	columns: foundColumns,
} as const satisfies Partial<WorkloadFacts>;

/** How many rows of a sample others see changed, in words. */
export const changedInSample: WorkloadFacts['othersSee'] = ({rows, of = 0}) =>
	`others see ${rows} of ${of} sampled rows changed`;

/** The phases before a server is seen executing a statement that is one small packet. @param target - What it is called. */
export function sendPhases(
	target: string,
): readonly [TargetPhase, TargetPhase] {
	return [
		{name: 'send', flag: 'cleared', when: `while the ${target} was sent`},
		{
			name: 'sent',
			flag: 'unclear',
			when: 'before the server was seen executing',
		},
	];
}

/** The phase in which a statement works, and looks at the flag again and again. */
export const executePhase: TargetPhase = {
	name: 'execute',
	flag: 'checked',
	when: 'during execution',
};

/** The phase of a statement that is done with its rows. @param target - What it is called. */
export function endPhase(target: string, follows = 'execute'): TargetPhase {
	return {
		name: 'end',
		flag: 'ignored',
		follows,
		when: `while the ${target} was ending`,
	};
}

/** What a thread reports once a statement is done with its rows, and while the rows of a killed one are undone: MySQL `query end`, MariaDB `Rollback` [measured]. */
const endStates = new Set([
	'end',
	'query end',
	'rollback',
	'closing tables',
	'waiting for handler commit',
	'commit',
]);

/** Where a thread is that executes one statement on rows: `send`, `execute` or `end`. Pure. */
export function phaseOfRows({command, state}: Alive): string {
	if (endStates.has(state.toLowerCase()) || isTidyingUp(state)) {
		return 'end';
	}

	return command === 'Sleep' || state === '' ? 'send' : 'execute';
}
