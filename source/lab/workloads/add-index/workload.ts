import {type Workload} from '../contract.js';
import {definitionOf} from '../alter/glance.js';
import {inspectAltered} from '../alter/inspect.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {rowsTable} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {addIndexFacts} from './facts.js';

const before = rowsTable(addIndexFacts.tableName);

/** It has every byte of the rows but one column, so that making it takes a while. */
const key = 'KEY byProof (proof,payload)';

const design = {
	...before,
	altered: {
		definition: [...before.definition, key],
		undo: 'DROP KEY byProof',
	},
};

/** One ALTER TABLE that adds an index in place. */
export const addIndex: Workload = {
	facts: addIndexFacts,
	demands: rowsDemands({
		table: design,
		privileges: ['ALTER', 'INDEX'],
		does: 'adds an index to it',
		// Of a statement that changes the definition, the text alone is logged.
		logged: 0,
		// The index, and as much to sort it.
		disk: 2,
	}),
	prepare: fillRows,
	act: async stage =>
		runTarget(
			stage,
			`ALTER TABLE ${stage.table.sql} ADD ${key}, ALGORITHM = INPLACE`,
		),
	glance: (_table, plan) =>
		definitionOf(plan, {
			list: 'STATISTICS',
			isIt: "INDEX_NAME = 'byProof' AND SEQ_IN_INDEX = 1",
		}),
	inspect: async (connection, scene) =>
		inspectAltered(connection, scene, {
			design,
			what: 'index byProof',
			indexed: table =>
				`COUNT(*) FROM ${table} FORCE INDEX (byProof) WHERE proof >= ''`,
		}),
};
