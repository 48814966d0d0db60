import {type Stage, type Workload} from '../contract.js';
import {factsOf} from '../facts/registry.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectParts} from '../rows/inspect-parts.js';
import {insertPart} from '../rows/insert-part.js';
import {allRowsOf} from '../rows/options.js';
import {startStep} from '../rows/step.js';
import {numberedRows} from '../rows/table.js';
import {runSql} from '../statement-runner.js';
import {savepointFacts} from './facts.js';

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
			await insertAfterSavepoint(stage, step);
		}
	},
	glance: (table, plan) => sampledRows(table, plan, allRowsOf(plan)),
	inspect: inspectParts,
};

async function insertAfterSavepoint(stage: Stage, step: number): Promise<void> {
	const {plan, log} = stage;
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
	const progress = await insertPart(stage, step);
	if (progress === 'skip') {
		await run('ROLLBACK TO SAVEPOINT');
	}
}
