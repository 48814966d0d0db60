/*
What is alike in all workloads whose target waits for a lock of its table.
*/
import {
	type AimedPhase,
	type Alive,
	type TargetPhase,
	type WorkloadFacts,
} from '../facts/contract.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {missedAtStart} from '../facts/short-statements.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	sendPhases,
} from '../rows/facts.js';

/** A target that waits for a lock of its table. */
export type TableWait = {
	/** What the target is called. */
	readonly target: string;
	/** What the lock is called. */
	readonly lock: string;
	/** What the thread reports while it waits, in lower case. */
	readonly state: string;
};

/** A target that waits for the metadata lock of its table. Pure. */
export function waitForMetadata(target: string): TableWait {
	return {
		target,
		lock: 'metadata lock',
		state: 'waiting for table metadata lock',
	};
}

/** What a thread reports between the arrival of a statement and its first lock, on either flavour. */
const openStates = new Set([
	'starting',
	'checking permissions',
	'opening tables',
]);

/** Whether a thread waits for the lock. Pure. */
export function isWaiting(
	{state}: TableWait,
	thread: Pick<Alive, 'state'>,
): boolean {
	return thread.state.toLowerCase() === state;
}

/** Where a thread is that waits for the lock before it works on rows. Pure. */
export function phaseOfLocked(wait: TableWait, thread: Alive): string {
	if (isWaiting(wait, thread)) {
		return 'wait';
	}

	return openStates.has(thread.state.toLowerCase())
		? 'open'
		: phaseOfRows(thread);
}

/** The phases before the target has the lock. */
export function lockPhases({
	target,
	lock,
}: TableWait): readonly [TargetPhase, TargetPhase] {
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
			when: `while the ${target} waited for its ${lock}`,
		},
	];
}

/** The aim at the wait. */
export function lockAim({target, lock}: TableWait): AimedPhase {
	return {
		phase: 'wait',
		words: () => `when the ${target} waits for its ${lock}`,
	};
}

/** Why the target touched nothing when a kill met its wait. */
export function hadNotBegun({target, lock}: TableWait): string {
	return `The ${target} was waiting for its ${lock}, and saw the flag at once. It had not touched a row.`;
}

/** What a KILL QUERY does to the target before it has the lock. */
export function interruptsWait(wait: TableWait): Knowledge {
	return {
		kind: 'query',
		phases: ['open', 'wait'],
		now: () => 'error 1317 at once; no row is touched',
		why: {
			interrupted: hadNotBegun(wait),
			'too-late': missedAtStart(wait.target),
		},
		source: measured,
	};
}

/** An UPDATE that waits for the lock before it touches a row. */
export type LockedUpdate = Pick<
	WorkloadFacts,
	'killExamples' | 'armable' | 'phaseOf'
> & {
	readonly phases: readonly [TargetPhase, TargetPhase, ...TargetPhase[]];
	readonly aims: readonly AimedPhase[];
	/** What kills do until it has the lock. */
	readonly waiting: readonly Knowledge[];
};

/** What is alike in all workloads with such an UPDATE. */
export function lockedUpdate(wait: TableWait): LockedUpdate {
	const {target} = wait;
	return {
		killExamples: 'query@wait, connection@wait, query@commit or query@5s',
		phases: [
			...sendPhases(target),
			...lockPhases(wait),
			executePhase,
			endPhase(target, 'wait'),
		],
		aims: [
			lockAim(wait),
			{phase: 'execute', words: () => `when the ${target} executes`},
		],
		armable: [
			{type: 'phase', phase: 'wait', part: 0},
			{type: 'phase', phase: 'commit', part: 0},
		],
		phaseOf: thread => phaseOfLocked(wait, thread),
		waiting: [
			interruptsWait(wait),
			{
				kind: 'connection',
				phases: ['open', 'wait'],
				now: pending => rollsBack(pending, 'disconnects; no row is touched'),
				why: {
					disconnected: `The client was disconnected at once. ${hadNotBegun(wait)}`,
				},
				source: measured,
			},
		],
	};
}
