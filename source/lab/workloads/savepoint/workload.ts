import {type Stage, type Workload} from '../contract.js';
import {factsOf} from '../facts/registry.js';
import {selectRows} from '../insert-select/select-rows.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {rowsOf} from '../rows/options.js';
import {startStep} from '../rows/step.js';
import {numberedRows, rowColumns} from '../rows/table.js';
import {runTargetOf} from '../rows/target.js';
import {runSql} from '../statement-runner.js';
import {allRowsOf, savepointFacts} from './facts.js';
import {inspectParts} from './inspect.js';

/** Two INSERTs, each after a SAVEPOINT that the client goes back to if it is interrupted. */
export const savepoint: Workload = {
	facts: savepointFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'fills it after a savepoint',
		logged: savepointFacts.plan({}).steps,
		disk: 1,
	}),
	async act(stage) {
		for (let step = 0; step < stage.plan.steps; step++) {
			await insertPart(stage, step);
		}
	},
	glance: (table, plan) => sampledRows(table, plan, allRowsOf(plan)),
	inspect: inspectParts,
};

async function insertPart(stage: Stage, step: number): Promise<void> {
	const {table, plan, log} = stage;
	const rows = rowsOf(plan);
	const name = factsOf(plan).savepoint ?? '';
	const run = async (statement: string) =>
		runSql(
			stage,
			{role: 'savepoint', name: statement, step},
			`${statement} ${name}`,
		);
	startStep(stage, {step});
	log.emit({type: 'step-made', step});
	await run('SAVEPOINT');
	const progress = await runTargetOf(
		stage,
		step,
		`INSERT INTO ${table.sql} (${rowColumns}) ${selectRows(rows, step * rows)}`,
	);
	if (progress === 'skip') {
		await run('ROLLBACK TO SAVEPOINT');
	}
}
