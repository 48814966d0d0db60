import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {lockedUpdate, waitForMetadata} from '../locked/knowledge.js';
import {lockedDefaults, lockedRows} from '../locked/facts.js';
import {waitPlan, waitWords} from '../waits/options.js';

const {waiting, ...alike} = lockedUpdate(waitForMetadata('UPDATE'));

/** An UPDATE that waits for a metadata lock. */
export const metadataLockFacts: WorkloadFacts = {
	...lockedDefaults,
	...alike,
	name: 'metadata-lock',
	title:
		'an UPDATE waits for a metadata lock: another connection of the lab has LOCK TABLES READ',
	brief: {scale: 0.15},
	plan: waitPlan('metadata-lock', lockedRows),
	knowledge: [
		...waiting,
		...changingKnowledge({target: 'UPDATE', where: 'between two rows'}),
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(lockedRows, 'rows')} in a table that is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run, have another of its connections hold LOCK TABLES … READ for ${waitWords(plan)}, and change them all by one UPDATE`,
};
