import {formatAmount} from '../../../format.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	rowsColumns,
	rowsDefaults,
	sendPhases,
	workingAims,
	workingMoments,
	thereInSample,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many rows take at least 5 s on the throwaway server [measured on busy cores: 9.8 s with MySQL 9.7, 8.9 s with MariaDB 10.11]. */
const usualRows = 400_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 30,000 to 62,000]. */
const assumedRows = 45_000;

/** One INSERT of rows that its own SELECT makes. */
export const insertSelectFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'insert-select',
	title: 'one INSERT ... SELECT writes rows that the SELECT makes',
	brief: {scale: 0.1},
	plan: scaledRows('insert-select', usualRows),
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	target: 'INSERT',
	stepNoun: 'INSERT',
	phases: [...sendPhases('INSERT'), executePhase, endPhase('INSERT')],
	aims: workingAims('INSERT'),
	armable: workingMoments,
	phaseOf: phaseOfRows,
	knowledge: changingKnowledge({
		target: 'INSERT',
		where: 'between two rows of its SELECT',
	}),
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The INSERT ends with error 1317, after its rows are undone. Connection and transaction stay.',
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The client is disconnected at once, while the server still undoes the INSERT.',
		},
	],
	columns: rowsColumns('inserted'),
	rowsWord: 'inserted',
	describe: plan =>
		`an INSERT ... SELECT of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, all by one INSERT ... SELECT`,
	othersSee: thereInSample,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
