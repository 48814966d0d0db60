import {formatAmount} from '../../../format.js';
import {
	alterDefaults,
	definitionSeen,
	earlyPhases,
	lastPhase,
	phaseOfAlter,
} from '../alter/facts.js';
import {alterClaims, alterKnowledge} from '../alter/knowledge.js';
import {everyFewRows} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** What the table is like in the end. */
const altered = 'the column note is there';

/** So many rows take at least 5 s on the throwaway server [measured on two cores that others kept very busy: 22 s with MySQL 9.7, 16 s with MariaDB 10.11, 17 s with 11.8]. */
const usualRows = 1_500_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 68,000 to 172,000]. */
const assumedRows = 100_000;

/** What a thread reports while it copies. MariaDB writes the copied rows to the table only in `Enabling keys`, which takes two thirds of the time; MySQL does not have that [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const workingStates: ReadonlyMap<string, string> = new Map([
	['copy to tmp table', 'copy'],
	['enabling keys', 'keys'],
]);

/** One ALTER TABLE that adds a column by copying the table. */
export const alterCopyFacts: WorkloadFacts = {
	...alterDefaults,
	name: 'alter-copy',
	title: 'one ALTER TABLE adds a column by copying every row (ALGORITHM=COPY)',
	tableName: 'CopiedRows',
	brief: {scale: 0.07},
	plan: scaledRows('alter-copy', usualRows),
	killExamples: 'query@copy:50%, connection@copy, query@keys or query@5s',
	phases: [
		...earlyPhases,
		{name: 'copy', flag: 'checked', when: 'while the rows were copied'},
		{name: 'keys', flag: 'checked', when: 'while the keys were enabled'},
		lastPhase,
	],
	aims: [
		{
			phase: 'copy',
			isDivisible: true,
			words: (_, part) =>
				part === 0
					? 'when the rows are copied'
					: `when ${Math.round(part * 100)} % of the rows are copied`,
		},
		{
			phase: 'keys',
			words: () => 'when the keys are enabled, which only MariaDB does',
		},
	],
	armable: [
		{type: 'phase', phase: 'copy', part: 0},
		{type: 'phase', phase: 'copy', part: 0.5},
	],
	phaseOf: thread => phaseOfAlter(thread, workingStates),
	partOf({state, progress}) {
		switch (state.toLowerCase()) {
			case 'copy to tmp table': {
				return progress && progress.done / progress.total;
			}

			case 'enabling keys': {
				return 1;
			}

			default: {
				return undefined;
			}
		}
	},
	knowledge: alterKnowledge({
		working: ['copy', 'keys'],
		where: 'while it made the copy',
		made: 'the copy',
	}),
	claims: [
		{
			claim: everyFewRows,
			holds: 'yes',
			found:
				'Error 1317 came within 0.4 s, and nothing was left of the copy. MariaDB looks at the flag while it enables the keys as well.',
		},
		...alterClaims,
	],
	altered,
	othersSee: definitionSeen(altered),
	describe: plan =>
		`an ${alterDefaults.target} that copies ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, and copy them all by one ${alterDefaults.target},`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
