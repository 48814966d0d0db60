import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {changedRows} from '../rows/glance.js';
import {inspectRows} from '../rows/inspect.js';
import {numberedRows, writtenPayload} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {updateFacts} from './facts.js';

/** One UPDATE that changes every row of a table. */
export const update: Workload = {
	facts: updateFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: ['UPDATE'],
		does: 'changes its rows',
		// Each row as it was and as it is.
		logged: 2,
		disk: 1,
	}),
	prepare: fillRows,
	act: async stage =>
		runTarget(
			stage,
			`UPDATE ${stage.table.sql} SET version = version + 1, payload = ${writtenPayload}`,
		),
	glance: changedRows,
	inspect: inspectRows,
};
