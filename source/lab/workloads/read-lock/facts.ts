import {blockedCommitFacts} from '../blocked-commit/facts.js';

/** An INSERT whose COMMIT waits for the global read lock. */
export const readLockFacts = blockedCommitFacts({
	name: 'read-lock',
	title:
		'a COMMIT waits: another connection of the lab has FLUSH TABLES WITH READ LOCK',
	held: 'FLUSH TABLES WITH READ LOCK',
});
