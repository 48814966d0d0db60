import {type Returned, type StatementOutcome} from '../../events/events.js';
import {type WorkloadFacts} from './contract.js';

/** What a target returned whose OK says that a kill ended it; `undefined` for every other outcome. Pure. */
export function struckOk(
	{wasStruck}: Pick<WorkloadFacts, 'wasStruck'>,
	outcome: StatementOutcome | undefined,
): Returned | undefined {
	const returned = outcome?.type === 'ok' ? outcome.returned : undefined;
	return returned && wasStruck?.(returned) ? returned : undefined;
}
