import {type Workload} from '../contract.js';
import {searchedRows} from '../fulltext/table.js';
import {insertSelect} from '../insert-select/workload.js';
import {rowsDemands} from '../rows/demands.js';
import {commitFacts} from './facts.js';

/** An INSERT of many rows into a table with a full-text index, whose COMMIT takes long. */
export const commit: Workload = {
	...insertSelect,
	facts: commitFacts,
	demands: rowsDemands({
		table: searchedRows,
		privileges: [],
		does: 'gives its rows words to be found by',
		logged: 1,
		disk: 1,
	}),
};
