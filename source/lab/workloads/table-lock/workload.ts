import {type Workload} from '../contract.js';
import {prepareLocked, updateLocked} from '../locked/run-locked.js';
import {myisam} from '../myisam/workload.js';
import {rowsDemands} from '../rows/demands.js';
import {myisamRows} from '../rows/table.js';
import {tableLockFacts} from './facts.js';

/** An UPDATE that waits for the lock of a MyISAM table. With LOCK TABLES … READ it would wait for a metadata lock on MySQL, and for the table's own on MariaDB; with READ LOCAL, which lets others insert, it waits for the table's own on both [measured]. */
export const tableLock: Workload = {
	...myisam,
	facts: tableLockFacts,
	demands: rowsDemands({
		table: myisamRows,
		privileges: ['UPDATE', 'LOCK TABLES'],
		does: 'locks it, changes its rows',
		logged: 2,
		disk: 2,
		furtherConnections: 1,
	}),
	prepare: async stage => prepareLocked(stage, 'all rows, table locked'),
	act: async stage =>
		updateLocked(stage, {
			take: [`LOCK TABLES ${stage.table.sql} READ LOCAL`],
			release: 'UNLOCK TABLES',
		}),
};
