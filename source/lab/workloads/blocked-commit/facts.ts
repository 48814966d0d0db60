/*
What is alike in all workloads whose COMMIT waits for a lock that another connection of the lab holds.
*/
import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type PlannedWorkload, type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {endsBehindLock} from '../locked/facts.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	rowsColumns,
	rowsDefaults,
	sendPhases,
	thereInSample,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';

/** Rows that the transaction inserts: few, since the wait takes the time. */
const insertedRows = 1000;

/** A KILL QUERY whose COMMIT was not seen waiting, and is known by its OK. */
const notWaiting: Knowledge = {
	kind: 'query',
	phases: ['commit'],
	now: () => 'error 1317 if it waits for the lock',
	why: {
		'too-late':
			'COMMIT was not seen waiting for its lock: it had not begun, and cleared the flag when it did, or the lock was already released.',
	},
	source: measured,
};

/** A lock that COMMIT waits for. */
export type CommitLock = {
	/** The workload's name. */
	readonly name: string;
	readonly title: string;
	/** The statement that another connection has run, such as `FLUSH TABLES WITH READ LOCK`. */
	readonly held: string;
};

/** An INSERT whose COMMIT waits for a lock of the whole server. */
export function blockedCommitFacts({
	name,
	title,
	held,
}: CommitLock): WorkloadFacts {
	const waits = (planned: PlannedWorkload) =>
		`${held} for ${waitWords(planned)}`;
	return {
		...rowsDefaults,
		name,
		title,
		throwawayOnly: 'its lock would keep everybody from committing',
		endsIn: 'blocked commit',
		brief: {scale: 0.15},
		plan: waitPlan(name, insertedRows),
		killExamples: 'query@wait, connection@wait, query@execute or query@5s',
		target: 'INSERT',
		stepNoun: 'INSERT',
		phases: [...sendPhases('INSERT'), executePhase, endPhase('INSERT')],
		aims: [
			{
				phase: 'wait',
				outside: 'commit wait',
				words: () => 'when COMMIT waits for its lock',
			},
			{phase: 'execute', words: () => 'when the INSERT executes'},
		],
		armable: [
			{type: 'phase', phase: 'wait', part: 0},
			{type: 'phase', phase: 'execute', part: 0},
			{type: 'phase', phase: 'commit', part: 0},
		],
		phaseOf: phaseOfRows,
		knowledge: [
			...changingKnowledge({
				target: 'INSERT',
				where: 'between two rows of its SELECT',
			}),
			notWaiting,
		],
		claims: [
			endsBehindLock('COMMIT'),
			{
				claim: endsStatement,
				holds: 'in part',
				found:
					'COMMIT ends with error 1317, and the connection stays. But the transaction is gone: all of it is rolled back, and a second COMMIT returns OK.',
			},
		],
		columns: rowsColumns('inserted'),
		rowsWord: 'inserted',
		othersSee: thereInSample,
		describe: plan =>
			`an INSERT of ${formatAmount(insertedRows, 'rows')}, whose COMMIT waits for another connection's ${waits(plan)}`,
		intent: plan =>
			`write ${formatAmount(insertedRows, 'rows')} per run, and have another of its connections hold ${waits(plan)} while they are committed`,
		expectedTime: plan => waitOf(plan),
	};
}
