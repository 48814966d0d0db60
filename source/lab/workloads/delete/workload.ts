import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {sampledRows} from '../rows/glance.js';
import {countRows} from '../rows/inspect.js';
import {indexedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {deleteFacts} from './facts.js';
import {missingRows} from './inspect.js';

/** One DELETE of every row of a table. */
export const deleteRows: Workload = {
	facts: deleteFacts,
	demands: rowsDemands({
		table: indexedRows,
		privileges: ['DELETE'],
		does: 'deletes its rows',
		// Each row as it was.
		logged: 1,
		disk: 2,
	}),
	prepare: fillRows,
	act: async stage => runTarget(stage, `DELETE FROM ${stage.table.sql}`),
	glance: sampledRows,
	inspect: async (connection, scene) =>
		missingRows(await countRows(connection, scene), scene.run),
};
