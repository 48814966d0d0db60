import {type StatementRole} from '../../events/events.js';
import {type WorkloadFacts} from './contract.js';

type Facts = Pick<WorkloadFacts, 'readsOnly' | 'stepNoun' | 'target'>;

/** The role of the statement that writes what the verdict looks for. Pure. */
export function writingRole({
	readsOnly,
}: Pick<Facts, 'readsOnly'>): StatementRole {
	return readsOnly ? 'write' : 'target';
}

/** What that statement is called. Pure. */
export function writingName({readsOnly, stepNoun, target}: Facts): string {
	return readsOnly ? stepNoun : target;
}
