/** What a thread reports while it answers any statement and cleans up after it, on either flavour [measured; `sending to client` is MySQL's name for it in its manual]. MariaDB frees the memory of a blob in `Starting cleanup`: 4 to 10 ms for 60 MB. */
const tidyStates = new Set([
	'writing to net',
	'sending to client',
	'end of update loop',
	'unlocking tables',
	'updating status',
	'freeing items',
	'starting cleanup',
	'reset for next command',
]);

/** Whether a thread is done with a statement. Pure. */
export function isTidyingUp(state: string): boolean {
	return tidyStates.has(state.toLowerCase());
}

/** What a thread reports once any statement is done with its rows, on either flavour [measured]. */
const endStates = new Set([
	'end',
	'query end',
	'closing tables',
	'waiting for handler commit',
	'commit',
]);

/** Whether a thread is done with the rows of its statement, or with all of it. Pure. */
export function isEnding(state: string): boolean {
	return endStates.has(state.toLowerCase()) || isTidyingUp(state);
}

/** Whether a thread undoes what a statement had changed. MariaDB takes the flag of a KILL QUERY back before it does: the thread then shows `Query / Rollback`, not `Killed` [measured on 10.11]. MySQL has no state for it. Pure. */
export function isUndoing(state: string): boolean {
	return state.toLowerCase() === 'rollback';
}
