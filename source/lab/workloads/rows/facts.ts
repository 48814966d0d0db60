import {formatAmount} from '../../../format.js';
import {type Moment} from '../../events/aim.js';
import {type RunPlan} from '../../events/run-plan.js';
import {
	type AimedPhase,
	type Alive,
	type PlannedWorkload,
	type TargetPhase,
	type WorkloadFacts,
} from '../facts/contract.js';
import {isEnding, isUndoing} from '../facts/thread-states.js';
import {rowsOf} from './options.js';

/** The columns of what a run has left: how many rows it did something to, and how many not. @param done - What it did, such as `changed`. */
export function rowsColumns<Done extends string>(done: Done) {
	return [
		{name: done, type: 'text', rank: 0},
		{name: 'rows', type: 'count', rank: 0},
	] as const;
}

/** What is alike in all workloads that run one statement on a table of numbered rows. */
export const rowsDefaults = {
	flags: ['scale'],
	tableName: 'NumberedRows',
	unit: 'rows',
	doneWord: 'done',
	stepName: () => 'all rows',
	amount: (plan: PlannedWorkload, steps: number) =>
		formatAmount(steps * rowsOf(plan), 'rows'),
	rowsOf: (plan: RunPlan, steps: number) => steps * rowsOf(plan),
	isSummary: true,
	columns: rowsColumns('changed'),
} as const satisfies Partial<WorkloadFacts>;

/** How many rows of a sample others see changed, in words. */
export const changedInSample: WorkloadFacts['othersSee'] = ({rows, of = 0}) =>
	`others see ${rows} of ${of} sampled rows changed`;

/** What others see of rows that a run inserts or deletes. */
export const thereInSample: WorkloadFacts['othersSee'] = ({rows, of = 0}) =>
	`others see ${rows} of ${of} sampled rows`;

/** The aims of a statement that works on rows: it can be met when it executes, and when a part of the rows is done. @param target - What it is called. */
export function workingAims(target: string): readonly [AimedPhase] {
	return [
		{
			phase: 'execute',
			isDivisible: true,
			words: (_, part) =>
				part === 0
					? `when the ${target} executes`
					: `at ${Math.round(part * 100)} % of the ${target}'s rows`,
		},
	];
}

/** What can be armed for such a statement. */
export const workingMoments: readonly Moment[] = [
	{type: 'phase', phase: 'execute', part: 0},
	{type: 'phase', phase: 'execute', part: 0.5},
	{type: 'phase', phase: 'commit', part: 0},
];

/** What is alike in all workloads whose target only reads: one row is written before it, in its transaction. */
export const readingDefaults = {
	...rowsDefaults,
	readsOnly: true,
	stepNoun: 'INSERT',
	amount: (_: PlannedWorkload, steps: number) => formatAmount(steps, 'rows'),
	rowsOf: (_: RunPlan, steps: number) => steps,
	columns: rowsColumns('written'),
	rowsWord: 'written',
	othersSee: ({rows}: {readonly rows: number}) =>
		`others see ${rows === 0 ? 'no row' : 'the row'}`,
} as const satisfies Partial<WorkloadFacts>;

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

/** Where a thread is that executes one statement on rows: `send`, `execute` or `end`. While the rows of a killed one are undone, MySQL shows `query end` and MariaDB `Rollback` [measured]. Pure. */
export function phaseOfRows({command, state}: Alive): string {
	if (isEnding(state) || isUndoing(state)) {
		return 'end';
	}

	return command === 'Sleep' || state === '' ? 'send' : 'execute';
}
