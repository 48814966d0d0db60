import {type Alive, type TargetPhase} from '../facts/contract.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	sendPhases,
} from '../rows/facts.js';

/** The phases of a SELECT that begins to execute, and then does nothing but wait in a function. @param phase - Its name for the wait. */
export function waitPhases(
	phase: string,
	when: string,
): readonly [TargetPhase, TargetPhase, ...TargetPhase[]] {
	return [
		...sendPhases('SELECT'),
		executePhase,
		{name: phase, flag: 'checked', when},
		endPhase('SELECT', phase),
	];
}

/** Where such a target is whose thread looks like this. @param state - What the thread reports while it waits, on either flavour. */
export function phaseOfWait(
	phase: string,
	state: string,
): (thread: Alive) => string {
	return thread => (thread.state === state ? phase : phaseOfRows(thread));
}
