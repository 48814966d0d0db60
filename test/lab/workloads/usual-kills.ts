import {type Flavour} from '../../../source/server/flavour.js';
import {type KillCase} from './workload-case.js';

/** A KILL QUERY in a phase that ends the target with an error, and lets the client roll back. */
export function interruptedIn(phase: string): KillCase {
	return {
		kill: `query@${phase}`,
		effect: 'interrupted',
		outcome: 'rolled back whole',
	};
}

/** A KILL CONNECTION in a phase that undoes everything. */
export function disconnectedIn(phase: string): KillCase {
	return {
		kill: `connection@${phase}`,
		effect: 'disconnected',
		outcome: 'rolled back whole',
	};
}

/** The same kill, with a client that tries again. */
export function retried(kill: KillCase): KillCase {
	return {
		...kill,
		change: {onInterrupt: 'retry'},
		outcome: 'committed whole',
	};
}

const interrupted = interruptedIn('execute');
const disconnected = disconnectedIn('execute');

/** What becomes of a statement that changes rows, and looks at the flag while it does. */
export const changingKills: readonly KillCase[] = [
	interrupted,
	{...interrupted, change: {autocommit: true}},
	{...interrupted, change: {onInterrupt: 'commit'}},
	retried(interrupted),
	disconnected,
	{...disconnected, change: {autocommit: true}},
];

/** The same of one whose client acts as in another workload, where its answers and autocommit are tried. */
export const changingOnce: readonly KillCase[] = [interrupted, disconnected];

/** What becomes of a SELECT that works for long, after an INSERT: the INSERT stays until the client decides. */
export const readingKills: readonly KillCase[] = [
	interrupted,
	retried(interrupted),
	{
		...interrupted,
		change: {autocommit: true},
		outcome: 'committed whole',
	},
	disconnected,
];

/** The same of one whose client acts as in another workload. */
export const readingOnce: readonly KillCase[] = [interrupted, disconnected];

/**
What becomes of a SELECT that waits in a function, after an INSERT.

@param flavours - The flavour whose killed function returns OK, so that the client goes on, and the one whose function fails.
*/
export function waitingKills(
	phase: string,
	{ok, failing}: {readonly ok: Flavour; readonly failing: Flavour},
): readonly KillCase[] {
	const interrupted = interruptedIn(phase);
	const failed: KillCase = {...interrupted, flavour: failing};
	const disconnected = disconnectedIn(phase);
	return [
		{...interrupted, flavour: ok, outcome: 'committed whole'},
		failed,
		retried(failed),
		{
			...failed,
			change: {onInterrupt: 'commit'},
			outcome: 'committed whole',
		},
		{
			...interrupted,
			change: {autocommit: true},
			outcome: 'committed whole',
		},
		disconnected,
		{
			...disconnected,
			change: {autocommit: true},
			outcome: 'committed whole',
		},
	];
}
