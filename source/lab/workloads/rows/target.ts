import {type Answer} from '../../../server/statement.js';
import {type Returned} from '../../events/events.js';
import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {returnedBy, runSql} from '../statement-runner.js';

/**
Runs a target that is one statement, as often as the interruptions ask for.

@param returned - Reads what it returned; absent: as of any statement.
@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function runTarget(
	stage: Stage,
	sql: string,
	returned: (answer: Answer) => Returned = returnedBy,
): Promise<void> {
	const {target} = factsOf(stage.plan);
	await onInterrupt(stage, async () => {
		await identify(stage, 0);
		await runSql(stage, {role: 'target', name: target, step: 0}, sql, returned);
	});
}
