import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {
	changedInSample,
	endPhase,
	executePhase,
	phaseOfRows,
	rowsDefaults,
	sendPhases,
	workingAims,
	workingMoments,
} from '../rows/facts.js';
import {changingClaims, changingKnowledge} from '../rows/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many rows take at least 5 s on the throwaway server [measured on two cores: 11 s with MySQL 9.7, 5.2 s with MariaDB 10.11]. */
const usualRows = 1_000_000;

/** What is assumed of a server, in rows a second [measured: 67,000 to 87,000]. */
const assumedRows = 75_000;

/** One UPDATE that changes every row of a table. */
export const updateFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'update',
	title: 'one UPDATE changes every row of a table without further indexes',
	brief: {scale: 0.08},
	plan: scaledRows('update', usualRows),
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	target: 'UPDATE',
	stepNoun: 'UPDATE',
	phases: [...sendPhases('UPDATE'), executePhase, endPhase('UPDATE')],
	aims: workingAims('UPDATE'),
	armable: workingMoments,
	phaseOf: phaseOfRows,
	knowledge: changingKnowledge({
		target: 'UPDATE',
		where: 'between two rows',
	}),
	claims: changingClaims('UPDATE'),
	describe: plan => `an UPDATE of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, and change them all by one UPDATE`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
	rowsWord: 'changed',
	othersSee: changedInSample,
};
