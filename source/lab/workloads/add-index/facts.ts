import {formatAmount} from '../../../format.js';
import {
	alterDefaults,
	definitionSeen,
	earlyPhases,
	lastPhase,
	phaseOfAlter,
} from '../alter/facts.js';
import {alterClaims, alterKnowledge} from '../alter/knowledge.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** What the table is like in the end. */
const altered = 'the index byProof is there';

/** So many rows take at least 5 s on the throwaway server [measured on two cores that others kept very busy: 24 s with MySQL 9.7, 21 s with MariaDB 10.11, 26 s with 11.8]. */
const usualRows = 1_500_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 59,000 to 177,000]. */
const assumedRows = 100_000;

/** What a thread reports while it makes an index. MySQL does it with several threads, and shows the stage of whichever began one last, so that an index of this size may show the first one to the end [measured]: they are one phase here. */
const workingStates: ReadonlyMap<string, string> = new Map(
	[
		'alter table (read PK and internal sort)',
		'alter table (merge sort)',
		'alter table (insert)',
		'alter table (flush)',
		'alter table (log apply index)',
		'alter table (end)',
		'altering table',
	].map(state => [state.toLowerCase(), 'build']),
);

/** One ALTER TABLE that adds an index in place. */
export const addIndexFacts: WorkloadFacts = {
	...alterDefaults,
	name: 'add-index',
	title: 'one ALTER TABLE adds an index in place (ALGORITHM=INPLACE)',
	tableName: 'KeyedRows',
	brief: {scale: 0.05},
	plan: scaledRows('add-index', usualRows),
	killExamples: 'query@build, connection@build or query@5s',
	phases: [
		...earlyPhases,
		{name: 'build', flag: 'checked', when: 'while the index was made'},
		lastPhase,
	],
	aims: [{phase: 'build', words: () => 'when the index is made'}],
	armable: [{type: 'phase', phase: 'build', part: 0}],
	phaseOf: thread => phaseOfAlter(thread, workingStates),
	// MySQL's estimate grows with what is done, and MariaDB has none.
	partOf: () => undefined,
	knowledge: alterKnowledge({
		working: ['build'],
		where: 'while it made the index',
		made: 'the index',
	}),
	claims: alterClaims,
	altered,
	othersSee: definitionSeen(altered),
	describe: plan =>
		`an ${alterDefaults.target} that indexes ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, and index them all by one ${alterDefaults.target},`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
