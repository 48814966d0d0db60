import {type Workload} from '../contract.js';
import {openLockHolder} from '../lock-holder.js';
import {prepareLocked} from '../locked/run-locked.js';
import {rowsDemands} from '../rows/demands.js';
import {inspectInserted} from '../rows/inspect.js';
import {countedRows, rowColumns, writtenValues} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {autoIncrementFacts} from './facts.js';
import {whileNumbering} from './while-numbering.js';

const insertedId = 2;

const demands = rowsDemands({
	table: countedRows,
	privileges: [],
	does: 'inserts rows that it numbers',
	logged: 1,
	disk: 0,
	furtherConnections: 2,
});

/** An INSERT that waits for the AUTO-INC lock of its table. */
export const autoIncrement: Workload = {
	facts: autoIncrementFacts,
	demands: plan => ({
		...demands(plan),
		autoIncrementLock: {
			why: 'with 2 no INSERT waits for the AUTO-INC lock, so that a kill would meet no wait',
			instead:
				'choose another --workload, or a server that was started with innodb_autoinc_lock_mode=1',
		},
	}),
	async prepare(stage) {
		// Before the one that holds the AUTO-INC lock, whose id is told: this one says when it lets go.
		await openLockHolder(stage);
		await prepareLocked(stage, 'a row, the AUTO-INC lock held');
	},
	act: async stage =>
		whileNumbering(stage, async () =>
			runTarget(
				stage,
				`INSERT INTO ${stage.table.sql} (${rowColumns}) VALUES (${writtenValues(String(insertedId))})`,
			),
		),
	glance: table => ({from: `FROM ${table} WHERE id = ${insertedId}`}),
	inspect: inspectInserted,
};
