import {type RunState} from './state.js';

/** Whether the transaction of a run may be prepared: then it outlives its connection, and that no list has it under this one tells nothing. Pure. */
export function mayBePrepared({
	statements,
}: Pick<RunState, 'statements'>): boolean {
	return statements.some(({role}) => role === 'prepare');
}
