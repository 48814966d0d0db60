import {afterEachBlock, type TestedClaim} from '../facts/claims.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {type AimedPhase, type WorkloadFacts} from '../facts/contract.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	readingDefaults,
	sendPhases,
} from '../rows/facts.js';

/** What an interrupted SELECT leaves. */
export const rowStays = 'The row before it was not undone with it.';

const sawFlag = `The SELECT saw the flag while it worked. ${rowStays}`;

/** What a KILL CONNECTION does to a SELECT that works for long, after an INSERT. */
export const cutOffReading: readonly Knowledge[] = [
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		autocommit: true,
		now: () => 'disconnects; the row stays',
		why: {
			disconnected:
				'The client is disconnected at once, and the thread ends once it sees the flag. Under autocommit the row before it was already committed.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		now: pending => rollsBack(pending, 'disconnects; nothing to roll back'),
		why: {
			disconnected:
				'The client is disconnected at once. The thread ends once it sees the flag, and the server rolls its transaction back.',
		},
		source: measured,
	},
];

/** What kills do to a SELECT that works for long, after an INSERT. */
const readingKnowledge: readonly Knowledge[] = [
	beforeExecution('SELECT', sawFlag),
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'error 1317; the INSERT stays',
		why: {
			interrupted: sawFlag,
			'too-late': endedFirst('SELECT'),
		},
		source: measured,
	},
	atItsEnd('SELECT'),
	...cutOffReading,
];

const aims: readonly AimedPhase[] = [
	{phase: 'execute', words: () => 'when the SELECT executes'},
];

const claims: readonly TestedClaim[] = [
	{
		claim: afterEachBlock,
		holds: 'yes',
		found:
			'The SELECT ended with error 1317 within 0.7 s of the KILL, mostly within 0.1 s.',
	},
];

/** What is alike in all workloads whose SELECT works for long. */
export const workingDefaults = {
	...readingDefaults,
	killExamples: 'query@execute, connection@execute, query@commit or query@5s',
	target: 'SELECT',
	phases: [...sendPhases('SELECT'), executePhase, endPhase('SELECT')],
	aims,
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	// MySQL shows no state at all while a temporary table on disk is filled [measured].
	phaseOf: thread =>
		thread.command === 'Query' && thread.state === ''
			? 'execute'
			: phaseOfRows(thread),
	knowledge: readingKnowledge,
	claims,
} as const satisfies Partial<WorkloadFacts>;
