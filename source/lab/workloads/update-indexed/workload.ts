import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {indexedRows} from '../rows/table.js';
import {update} from '../update/workload.js';
import {updateIndexedFacts} from './facts.js';

/** One UPDATE that changes every row of a table, and with each of them two secondary indexes. */
export const updateIndexed: Workload = {
	...update,
	facts: updateIndexedFacts,
	demands: rowsDemands({
		table: indexedRows,
		privileges: ['UPDATE'],
		does: 'changes its rows',
		// Each row as it was and as it is: the indexes are not logged.
		logged: 2,
		disk: 3,
	}),
};
