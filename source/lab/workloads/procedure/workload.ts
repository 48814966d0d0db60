import {
	quotedRoutine,
	type RoutineDesign,
	type TableDesign,
} from '../../own-table/table-design.js';
import {type DataInspection} from '../../verdict/inspection.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type Workload} from '../contract.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {countRows, type RowCounts} from '../rows/inspect.js';
import {runTarget} from '../rows/target.js';
import {procedureFacts} from './facts.js';
import {changedBatches} from './glance.js';
import {batchesFound} from './inspect.js';
import {batchedRows} from './routine.js';

/**
A workload whose target is one CALL of a procedure that changes every row of its table in batches.

@param found - What a run has left, by the rows of each kind.
*/
export function callingWorkload(
	facts: WorkloadFacts,
	table: TableDesign & {readonly routine: RoutineDesign},
	found: (counts: RowCounts, plan: RunPlan) => DataInspection,
): Workload {
	const {routine} = table;
	const demandsOf = rowsDemands({
		table,
		privileges: ['UPDATE', 'CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE'],
		does: 'makes a procedure that changes its rows, drops that,',
		// A batch is less than what fills the table at once.
		logged: 0,
		disk: 1,
	});
	return {
		facts,
		// All batches together log each row as it was and as it is: four times the half of the table that is filled at once.
		demands: plan => ({...demandsOf(plan), statements: 4}),
		prepare: fillRows,
		act: async stage =>
			runTarget(
				stage,
				`CALL ${quotedRoutine({schema: stage.plan.schema, routine})}()`,
			),
		glance: changedBatches,
		inspect: async (connection, scene) =>
			found(await countRows(connection, scene), scene.run.plan),
	};
}

/** One CALL of a procedure that changes every row of a table, and commits every 1,000 of them. */
export const procedure = callingWorkload(
	procedureFacts,
	batchedRows,
	batchesFound,
);
