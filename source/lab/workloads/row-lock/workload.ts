import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {changedRows} from '../rows/glance.js';
import {inspectRows} from '../rows/inspect.js';
import {numberedRows} from '../rows/table.js';
import {lockedRows} from '../locked/facts.js';
import {prepareLocked, updateLocked} from '../locked/run-locked.js';
import {rowLockFacts} from './facts.js';

/** An UPDATE that waits for a row in its midst. */
export const rowLock: Workload = {
	facts: rowLockFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: ['UPDATE'],
		does: 'locks one of its rows, changes them all',
		logged: 2,
		disk: 1,
		furtherConnections: 1,
	}),
	prepare: async stage => prepareLocked(stage, 'all rows, one locked'),
	act: async stage =>
		updateLocked(stage, {
			take: [
				'START TRANSACTION',
				`SELECT id FROM ${stage.table.sql} WHERE id = ${lockedRows / 2} FOR UPDATE`,
			],
			release: 'ROLLBACK',
		}),
	glance: changedRows,
	inspect: inspectRows,
};
