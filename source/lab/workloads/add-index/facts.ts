import {formatAmount} from '../../../format.js';
import {
	alterDefaults,
	definitionSeen,
	earlyPhases,
	inPlaceStates,
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
	phaseOf: thread => phaseOfAlter(thread, inPlaceStates),
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
