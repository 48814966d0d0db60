import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {update} from '../update/workload.js';
import {triggerFacts} from './facts.js';
import {triggeredRows} from './table.js';

/** One UPDATE whose every row fires a trigger with a handler. */
export const trigger: Workload = {
	...update,
	facts: triggerFacts,
	demands: rowsDemands({
		table: triggeredRows,
		privileges: ['UPDATE', 'TRIGGER'],
		does: 'puts a trigger on it, changes its rows',
		// Each row as it was and as it is.
		logged: 2,
		disk: 1,
	}),
};
