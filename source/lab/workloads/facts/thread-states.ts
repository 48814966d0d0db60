/** What a thread reports while it cleans up after any statement, on either flavour [measured]. MariaDB frees the memory of a blob in `Starting cleanup`: 4 to 10 ms for 60 MB. */
const tidyStates = new Set([
	'end of update loop',
	'unlocking tables',
	'updating status',
	'freeing items',
	'starting cleanup',
	'reset for next command',
]);

/** Whether a thread is cleaning up after a statement. Pure. */
export function isTidyingUp(state: string): boolean {
	return tidyStates.has(state.toLowerCase());
}
