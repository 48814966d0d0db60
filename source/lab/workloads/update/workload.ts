import {type Workload} from '../contract.js';
import {fillTable, updateRows} from './act.js';
import {demandsOf} from './demands.js';
import {updateFacts} from './facts.js';
import {inspectRows} from './inspect.js';

/** One UPDATE that changes every row of a table. */
export const update: Workload = {
	facts: updateFacts,
	demands: demandsOf,
	prepare: fillTable,
	act: updateRows,
	inspect: inspectRows,
};
