import {type Workload} from '../contract.js';
import {missingRows} from '../delete/inspect.js';
import {prepareLocked, readLock, runLocked} from '../locked/run-locked.js';
import {rowsDemands} from '../rows/demands.js';
import {countRows} from '../rows/inspect.js';
import {numberedRows} from '../rows/table.js';
import {truncateFacts} from './facts.js';

/** A TRUNCATE TABLE that waits for its metadata lock. */
export const truncate: Workload = {
	facts: truncateFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: ['LOCK TABLES'],
		does: 'locks it, empties it',
		// The statement alone is logged.
		logged: 0,
		disk: 0,
		furtherConnections: 1,
	}),
	prepare: async stage => prepareLocked(stage, 'all rows, table locked'),
	act: async stage =>
		runLocked(
			stage,
			readLock(stage.table.sql),
			`TRUNCATE TABLE ${stage.table.sql}`,
		),
	inspect: async (connection, scene) =>
		missingRows(await countRows(connection, scene), scene.run),
};
