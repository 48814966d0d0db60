import {type Answer} from '../../../server/statement.js';
import {type Returned} from '../../events/events.js';
import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt, type Progress} from '../on-interrupt.js';
import {returnedBy, runSql} from '../statement-runner.js';

/**
Runs a target that is one statement, as often as the interruptions ask for.

@param returned - Reads what it returned; absent: as of any statement.
@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function runTarget(
	stage: Stage,
	sql: string,
	returned?: (answer: Answer) => Returned,
): Promise<void> {
	await runTargetOf(stage, 0, sql, returned);
}

/**
The same of a step that others may follow.

@throws As `runTarget` does.
*/
export async function runTargetOf(
	stage: Stage,
	step: number,
	sql: string,
	returned: (answer: Answer) => Returned = returnedBy,
): Promise<Progress> {
	const {target} = factsOf(stage.plan);
	return onInterrupt(stage, async () => {
		await identify(stage, step);
		await runSql(stage, {role: 'target', name: target, step}, sql, returned);
	});
}
