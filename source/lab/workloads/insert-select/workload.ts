import {type Stage, type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {startStep} from '../rows/step.js';
import {numberedRows, rowColumns} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {insertSelectFacts} from './facts.js';
import {selectRows} from './select-rows.js';

/**
Inserts the rows of the plan by one INSERT, whose own SELECT makes them.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function insertSelected(stage: Stage): Promise<void> {
	const {table, plan, log} = stage;
	startStep(stage);
	log.emit({type: 'step-made', step: 0});
	await runTarget(
		stage,
		`INSERT INTO ${table.sql} (${rowColumns}) ${selectRows(rowsOf(plan))}`,
	);
}

/** One INSERT of rows that its own SELECT makes. */
export const insertSelect: Workload = {
	facts: insertSelectFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'fills it',
		logged: 1,
		disk: 0,
	}),
	act: insertSelected,
	glance: sampledRows,
	inspect: inspectInserted,
};
