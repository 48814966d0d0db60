import {blockedCommit} from '../blocked-commit/workload.js';
import {readLockFacts} from './facts.js';

/** An INSERT whose COMMIT waits for the global read lock. It is taken when the rows are there: an INSERT would wait for it as well. */
export const readLock = blockedCommit(readLockFacts, {
	take: ['FLUSH TABLES WITH READ LOCK'],
	release: 'UNLOCK TABLES',
});
