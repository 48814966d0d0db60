import {type Stage, type Workload} from '../contract.js';
import {pauseUntil} from '../pause-until.js';
import {sampledRows} from '../rows/glance.js';
import {inspectParts} from '../rows/inspect-parts.js';
import {allRowsOf} from '../rows/options.js';
import {rowsDemands} from '../rows/demands.js';
import {insertPart} from '../rows/insert-part.js';
import {startStep} from '../rows/step.js';
import {numberedRows} from '../rows/table.js';
import {waitOf} from '../waits/options.js';
import {idleNextFacts} from './facts.js';

/** Two INSERTs with a pause between them. */
export const idleNext: Workload = {
	facts: idleNextFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'fills it twice',
		logged: idleNextFacts.plan({}).steps,
		disk: 0,
	}),
	async act(stage) {
		for (let step = 0; step < stage.plan.steps; step++) {
			if (step > 0) {
				await stayIdle(stage);
			}

			startStep(stage, {step});
			stage.log.emit({type: 'step-made', step});
			await insertPart(stage, step);
		}
	},
	glance: (table, plan) => sampledRows(table, plan, allRowsOf(plan)),
	inspect: inspectParts,
};

/** Sends nothing for the time of the plan, or until the connection is lost. */
async function stayIdle(stage: Stage): Promise<void> {
	await pauseUntil(
		stage,
		({run}) => run?.lost !== undefined,
		waitOf(stage.plan),
	);
	stage.signal.throwIfAborted();
}
