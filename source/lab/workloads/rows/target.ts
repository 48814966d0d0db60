import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {runSql} from '../statement-runner.js';

/**
Runs a target that is one statement, as often as the interruptions ask for.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function runTarget(stage: Stage, sql: string): Promise<void> {
	const {target} = factsOf(stage.plan);
	await onInterrupt(stage, async () => {
		await identify(stage, 0);
		await runSql(stage, {role: 'target', name: target, step: 0}, sql);
	});
}
