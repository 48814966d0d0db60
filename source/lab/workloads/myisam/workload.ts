import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {inspectRows} from '../rows/inspect.js';
import {myisamRows} from '../rows/table.js';
import {update} from '../update/workload.js';
import {myisamFacts} from './facts.js';

const {glance, ...updating} = update;

/** One UPDATE that changes every row of a table without transactions. It locks the whole table, so that others have nothing to glance at. */
export const myisam: Workload = {
	...updating,
	facts: myisamFacts,
	demands: rowsDemands({
		table: myisamRows,
		privileges: ['UPDATE'],
		does: 'changes its rows',
		// Each row as it was and as it is: the indexes are not logged.
		logged: 2,
		disk: 2,
	}),
	inspect: async (connection, scene) => ({
		...(await inspectRows(connection, scene)),
		partsStay: true,
	}),
};
