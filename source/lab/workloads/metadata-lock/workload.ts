import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {changedRows} from '../rows/glance.js';
import {inspectRows} from '../rows/inspect.js';
import {numberedRows} from '../rows/table.js';
import {prepareLocked, readLock, updateLocked} from '../locked/run-locked.js';
import {metadataLockFacts} from './facts.js';

/** An UPDATE that waits for a metadata lock. With LOCK TABLES … READ everybody can still read the table meanwhile, the lab's other connections too; behind a waiting ALTER they would wait as well. */
export const metadataLock: Workload = {
	facts: metadataLockFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: ['UPDATE', 'LOCK TABLES'],
		does: 'locks it, changes its rows',
		logged: 2,
		disk: 1,
		furtherConnections: 1,
	}),
	prepare: async stage => prepareLocked(stage, 'all rows, table locked'),
	act: async stage => updateLocked(stage, readLock(stage.table.sql)),
	glance: changedRows,
	inspect: inspectRows,
};
