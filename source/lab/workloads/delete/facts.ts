import {formatAmount} from '../../../format.js';
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
import {changingClaims, changingKnowledge} from '../rows/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many rows take at least 5 s on the throwaway server. Without the indexes a DELETE is too quick: it took 0.9 s for 300,000 rows. [by what 300,000 rows took on busy cores: 27 s with MySQL 9.7, 5.2 s with MariaDB 10.11] */
const usualRows = 400_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 15,000 with MySQL 9.7, 77,000 with MariaDB 10.11]. */
const assumedRows = 30_000;

/** One DELETE of every row of a table with two secondary indexes. */
export const deleteFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'delete',
	title: 'one DELETE of every row of a table with two indexes',
	tableName: 'IndexedRows',
	brief: {scale: 0.1},
	plan: scaledRows('delete', usualRows),
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	target: 'DELETE',
	stepNoun: 'DELETE',
	phases: [...sendPhases('DELETE'), executePhase, endPhase('DELETE')],
	aims: workingAims('DELETE'),
	armable: workingMoments,
	phaseOf: phaseOfRows,
	knowledge: changingKnowledge({
		target: 'DELETE',
		where: 'between two rows',
	}),
	claims: changingClaims('DELETE'),
	columns: rowsColumns('deleted'),
	rowsWord: 'deleted',
	describe: plan => `a DELETE of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} with two indexes per run, and delete them all by one DELETE`,
	othersSee: thereInSample,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
