import {blockedCommitFacts} from '../blocked-commit/facts.js';

/** An INSERT whose COMMIT waits for a backup. */
export const backupStageFacts = blockedCommitFacts({
	name: 'backup-stage',
	title:
		"a COMMIT waits: another connection of the lab has MariaDB's BACKUP STAGE BLOCK_COMMIT",
	held: 'BACKUP STAGE BLOCK_COMMIT',
});
