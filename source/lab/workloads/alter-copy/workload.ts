import {type Workload} from '../contract.js';
import {definitionOf} from '../alter/glance.js';
import {inspectAltered} from '../alter/inspect.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {rowsTable} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {alterCopyFacts} from './facts.js';

const before = rowsTable(alterCopyFacts.tableName);
const column = 'note int unsigned NOT NULL';

const design = {
	...before,
	altered: {
		definition: [
			...before.definition.slice(0, -1),
			column,
			...before.definition.slice(-1),
		],
		undo: 'DROP COLUMN note',
	},
};

/** One ALTER TABLE that adds a column by copying the table. */
export const alterCopy: Workload = {
	facts: alterCopyFacts,
	demands: rowsDemands({
		table: design,
		privileges: ['ALTER'],
		does: 'adds a column to it',
		// Of a statement that changes the definition, the text alone is logged.
		logged: 0,
		disk: 1,
	}),
	prepare: fillRows,
	act: async stage =>
		runTarget(
			stage,
			`ALTER TABLE ${stage.table.sql} ADD COLUMN ${column}, ALGORITHM = COPY`,
		),
	glance: (_table, plan) =>
		definitionOf(plan, {
			list: 'COLUMNS',
			isIt: "COLUMN_NAME = 'note'",
		}),
	inspect: async (connection, scene) =>
		inspectAltered(connection, scene, {
			design,
			what: 'column note',
			isRow: 'note = 0',
		}),
};
