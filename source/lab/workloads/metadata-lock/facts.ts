import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {endPhase, executePhase, sendPhases} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {
	lockAim,
	phaseOfLocked,
	lockPhases,
	waitsForItsLock,
} from '../locked/knowledge.js';
import {lockedDefaults, lockedRows} from '../locked/facts.js';
import {waitPlan, waitWords} from '../waits/options.js';

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
		...lockPhases('UPDATE'),
		executePhase,
		endPhase('UPDATE', 'wait'),
	],
	aims: [
		lockAim('UPDATE'),
		{phase: 'execute', words: () => 'when the UPDATE executes'},
	],
	armable: [
		{type: 'phase', phase: 'wait', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfLocked,
	knowledge: [
		...waitsForItsLock('UPDATE'),
		...changingKnowledge({target: 'UPDATE', where: 'between two rows'}),
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(lockedRows, 'rows')} in a table that is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run, have another of its connections hold LOCK TABLES … READ for ${waitWords(plan)}, and change them all by one UPDATE`,
};
