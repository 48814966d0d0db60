/*
What is alike in all workloads whose target waits for a metadata lock.
*/
import {
	type AimedPhase,
	type Alive,
	type TargetPhase,
} from '../facts/contract.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {endedFirst} from '../facts/short-statements.js';
import {phaseOfRows} from '../rows/facts.js';

/** What a thread reports between the arrival of a statement and its first lock, on either flavour. */
const openStates = new Set([
	'starting',
	'checking permissions',
	'opening tables',
]);

/** Whether a thread waits for its metadata lock. Pure. */
export function waitsForMetadata({state}: Pick<Alive, 'state'>): boolean {
	return state.toLowerCase() === 'waiting for table metadata lock';
}

/** Where a thread is that waits for a metadata lock before it works on rows. Pure. */
export function phaseOfLocked(thread: Alive): string {
	if (waitsForMetadata(thread)) {
		return 'wait';
	}

	return openStates.has(thread.state.toLowerCase())
		? 'open'
		: phaseOfRows(thread);
}

/** The phases before a target has its lock. @param target - What it is called. */
export function lockPhases(
	target: string,
): readonly [TargetPhase, TargetPhase] {
	return [
		{
			name: 'open',
			flag: 'checked',
			isBeforeRows: true,
			when: `as the ${target} opened its table`,
		},
		{
			name: 'wait',
			flag: 'checked',
			isBeforeRows: true,
			when: `while the ${target} waited for its metadata lock`,
		},
	];
}

/** The aim at its wait. @param target - What it is called. */
export function lockAim(target: string): AimedPhase {
	return {
		phase: 'wait',
		words: () => `when the ${target} waits for its metadata lock`,
	};
}

/** Why it touched nothing when a kill met its wait. @param target - What it is called. */
export function hadNotBegun(target: string): string {
	return `The ${target} was waiting for its metadata lock, and saw the flag at once. It had not touched a row.`;
}

/** What a KILL QUERY does to it before it has its lock. @param target - What it is called. */
export function interruptsWait(target: string): Knowledge {
	return {
		kind: 'query',
		phases: ['open', 'wait'],
		now: () => 'error 1317 at once; no row is touched',
		why: {
			interrupted: hadNotBegun(target),
			'too-late': endedFirst(target),
		},
		source: measured,
	};
}

/** What kills do to it before it has its lock. @param target - What it is called. */
export function waitsForItsLock(target: string): readonly Knowledge[] {
	return [
		interruptsWait(target),
		{
			kind: 'connection',
			phases: ['open', 'wait'],
			now: pending => rollsBack(pending, 'disconnects; no row is touched'),
			why: {
				disconnected: `The client was disconnected at once. ${hadNotBegun(target)}`,
			},
			source: measured,
		},
	];
}
