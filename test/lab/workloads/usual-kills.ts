import {type KillCase} from './workload-case.js';

const interrupted = {
	kill: 'query@execute',
	effect: 'interrupted',
	outcome: 'rolled back whole',
} as const satisfies KillCase;

const disconnected = {
	kill: 'connection@execute',
	effect: 'disconnected',
	outcome: 'rolled back whole',
} as const satisfies KillCase;

/** What becomes of a statement that changes rows, and looks at the flag while it does. */
export const changingKills: readonly KillCase[] = [
	interrupted,
	{...interrupted, change: {autocommit: true}},
	{...interrupted, change: {onInterrupt: 'commit'}},
	{
		...interrupted,
		change: {onInterrupt: 'retry'},
		outcome: 'committed whole',
	},
	disconnected,
	{...disconnected, change: {autocommit: true}},
];

/** What becomes of a SELECT that works for long, after an INSERT: the INSERT stays until the client decides. */
export const readingKills: readonly KillCase[] = [
	interrupted,
	{
		...interrupted,
		change: {onInterrupt: 'retry'},
		outcome: 'committed whole',
	},
	{
		...interrupted,
		change: {autocommit: true},
		outcome: 'committed whole',
	},
	disconnected,
];
