import {formatAmount} from '../../../format.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {endedFirst} from '../facts/short-statements.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	sendPhases,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {lockedDefaults, lockedRows} from '../locked/facts.js';
import {waitPlan, waitWords} from '../waits/options.js';

/** What a thread reports between the arrival of a statement and its first lock, on either flavour. */
const openStates = new Set([
	'starting',
	'checking permissions',
	'opening tables',
]);

function phaseOf(thread: Alive): string {
	const state = thread.state.toLowerCase();
	if (state === 'waiting for table metadata lock') {
		return 'wait';
	}

	return openStates.has(state) ? 'open' : phaseOfRows(thread);
}

const hadNotBegun =
	'The UPDATE was waiting for its metadata lock, and saw the flag at once. It had not touched a row.';

const waiting: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['open', 'wait'],
		now: () => 'error 1317 at once; no row is touched',
		why: {
			interrupted: hadNotBegun,
			'too-late': endedFirst('UPDATE'),
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['open', 'wait'],
		now: pending => rollsBack(pending, 'disconnects; no row is touched'),
		why: {
			disconnected: `The client was disconnected at once. ${hadNotBegun}`,
		},
		source: measured,
	},
];

/** An UPDATE that waits for a metadata lock. */
export const metadataLockFacts: WorkloadFacts = {
	...lockedDefaults,
	name: 'metadata-lock',
	title:
		'an UPDATE waits for a metadata lock: another connection of the lab has LOCK TABLES READ',
	brief: {scale: 0.15},
	plan: waitPlan('metadata-lock', lockedRows),
	killExamples: 'query@wait, connection@wait, query@commit or query@5s',
	phases: [
		...sendPhases('UPDATE'),
		{
			name: 'open',
			flag: 'checked',
			isBeforeRows: true,
			when: 'as the UPDATE opened its table',
		},
		{
			name: 'wait',
			flag: 'checked',
			isBeforeRows: true,
			when: 'while the UPDATE waited for its metadata lock',
		},
		executePhase,
		endPhase('UPDATE', 'wait'),
	],
	aims: [
		{
			phase: 'wait',
			words: () => 'when the UPDATE waits for its metadata lock',
		},
		{phase: 'execute', words: () => 'when the UPDATE executes'},
	],
	armable: [
		{type: 'phase', phase: 'wait', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf,
	knowledge: [
		...waiting,
		...changingKnowledge({target: 'UPDATE', where: 'between two rows'}),
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(lockedRows, 'rows')} in a table that is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run, have another of its connections hold LOCK TABLES … READ for ${waitWords(plan)}, and change them all by one UPDATE`,
};
