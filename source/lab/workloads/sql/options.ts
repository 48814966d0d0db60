import {printable} from '../../../printable.js';
import {type WorkloadPlan} from '../../events/run-plan.js';
import {type GivenOptions, type PlannedWorkload} from '../facts/contract.js';

/** The most times that a statement runs. */
export const mostTimes = 1000;

type OfSql = {readonly workload: WorkloadPlan};

/** The plan of a user's own statement. */
export function sqlPlan({
	sql = '',
	setup,
	times = 1,
}: GivenOptions): PlannedWorkload {
	return {
		workload: {
			name: 'sql',
			options: {statement: sql, ...(setup !== undefined && {setup})},
		},
		steps: times,
	};
}

/** The statement; empty: none was given yet. */
export function statementOf({workload: {options}}: OfSql): string {
	return String(options['statement']);
}

/** The path of the file that makes what it works on; absent: nothing does. */
export function setupOf({workload: {options}}: OfSql): string | undefined {
	const {setup} = options;
	return setup === undefined ? undefined : String(setup);
}

/** What a statement is called: its first word. Pure. */
export function verbOf(sql: string): string {
	return /[a-z]+/i.exec(sql)?.[0].toUpperCase() ?? 'statement';
}

/** The beginning of a statement, in one line. Pure. @param length - Of all of it, in characters. */
export function excerpt(sql: string, length: number): string {
	const line = printable(sql.replaceAll(/\s+/g, ' '));
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
