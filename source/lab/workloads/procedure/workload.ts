import {type RunPlan} from '../../events/run-plan.js';
import {quotedRoutine} from '../../own-table/table-design.js';
import {type Demands} from '../../preflight/demands.js';
import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {countRows} from '../rows/inspect.js';
import {runTarget} from '../rows/target.js';
import {procedureFacts} from './facts.js';
import {changedBatches} from './glance.js';
import {batchesFound} from './inspect.js';
import {batchedRows, changeBatchedRows} from './routine.js';

const ofRows = rowsDemands({
	table: batchedRows,
	privileges: ['UPDATE', 'CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE'],
	does: 'makes a procedure that changes its rows, drops that,',
	// A batch is less than what fills the table at once.
	logged: 0,
	disk: 1,
});

/** All batches together log each row as it was and as it is: four times the half of the table that is filled at once. */
function demands(plan: RunPlan): Demands {
	return {...ofRows(plan), statements: 4};
}

/** One CALL of a procedure that changes every row of a table, and commits every 1,000 of them. */
export const procedure: Workload = {
	facts: procedureFacts,
	demands,
	prepare: fillRows,
	act: async stage =>
		runTarget(
			stage,
			`CALL ${quotedRoutine({schema: stage.plan.schema, routine: changeBatchedRows})}()`,
		),
	glance: changedBatches,
	inspect: async (connection, scene) =>
		batchesFound(await countRows(connection, scene), scene.run.plan),
};
