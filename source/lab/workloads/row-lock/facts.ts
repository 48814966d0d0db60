import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	sendPhases,
	workingAims,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {lockedDefaults, lockedRows} from '../locked/facts.js';
import {waitPlan, waitWords} from '../waits/options.js';

/** An UPDATE that waits for a row in its midst. The thread shows no state of its own for that on either flavour, only the transaction does, as `LOCK WAIT` [measured]. */
export const rowLockFacts: WorkloadFacts = {
	...lockedDefaults,
	name: 'row-lock',
	title:
		'an UPDATE waits in its midst for a row that another connection of the lab has locked',
	brief: {scale: 0.15},
	plan: waitPlan('row-lock', lockedRows),
	killExamples:
		'query@execute, connection@execute:50%, query@commit or query@5s',
	phases: [...sendPhases('UPDATE'), executePhase, endPhase('UPDATE')],
	aims: workingAims('UPDATE'),
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfRows,
	knowledge: changingKnowledge({
		target: 'UPDATE',
		where: 'between two rows or while it waited for the lock',
	}),
	describe: plan =>
		`an UPDATE of ${formatAmount(lockedRows, 'rows')}, of which one is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run, lock one of them for ${waitWords(plan)} through another connection, and change them all by one UPDATE`,
};
