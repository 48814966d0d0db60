import {type Workload} from '../contract.js';
import {prepareLocked, runLocked} from '../locked/run-locked.js';
import {rowsDemands} from '../rows/demands.js';
import {inspectInserted} from '../rows/inspect.js';
import {children, rowColumns, writtenValues} from '../rows/table.js';
import {foreignKeyFacts} from './facts.js';

/** The row that is there before the run. */
const parentId = 1;

const childId = 2;

/** An INSERT that waits for a row lock of the row that its own one refers to. Both are in one table: what waits is the check of the key, as between two tables. */
export const foreignKey: Workload = {
	facts: foreignKeyFacts,
	demands: rowsDemands({
		table: children,
		privileges: ['UPDATE', 'REFERENCES'],
		does: 'locks a row of it that another one refers to,',
		logged: 1,
		disk: 0,
		furtherConnections: 1,
	}),
	prepare: async stage => prepareLocked(stage, 'a child, its parent locked'),
	act: async stage =>
		runLocked(
			stage,
			{
				take: [
					'START TRANSACTION',
					`SELECT id FROM ${stage.table.sql} WHERE id = ${parentId} FOR UPDATE`,
				],
				release: 'ROLLBACK',
			},
			`INSERT INTO ${stage.table.sql} (${rowColumns}, parent) VALUES (${writtenValues(String(childId))}, ${parentId})`,
		),
	glance: table => ({from: `FROM ${table} WHERE id = ${childId}`}),
	inspect: inspectInserted,
};
