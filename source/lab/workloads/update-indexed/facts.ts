import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {rowsOf, scaledRows} from '../rows/options.js';
import {updateFacts} from '../update/facts.js';

/** So many rows take at least 5 s on the throwaway server [measured on two cores that four others kept busy: 38 s with MySQL 9.7, 9.8 s with MariaDB 10.11]. */
const usualRows = 250_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 6,600 to 9,000 with MySQL 9.7, 25,000 to 33,000 with MariaDB 10.11]. */
const assumedRows = 15_000;

/** One UPDATE that changes every row of a table, and with each of them two secondary indexes. */
export const updateIndexedFacts: WorkloadFacts = {
	...updateFacts,
	name: 'update-indexed',
	title: 'one UPDATE changes every row of a table, and two indexes with it',
	tableName: 'IndexedRows',
	brief: {scale: 0.1},
	plan: scaledRows('update-indexed', usualRows),
	describe: plan =>
		`an UPDATE of ${formatAmount(rowsOf(plan), 'rows')} and two indexes`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} with two indexes per run, and change them all by one UPDATE`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
