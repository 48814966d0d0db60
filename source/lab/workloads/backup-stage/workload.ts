import {blockedCommit} from '../blocked-commit/workload.js';
import {backupStageFacts} from './facts.js';

/** An INSERT whose COMMIT waits for a backup, as a tool such as mariadb-backup makes one. The stages come in this order [manual]. */
export const backupStage = blockedCommit(
	backupStageFacts,
	{
		take: ['START', 'FLUSH', 'BLOCK_DDL', 'BLOCK_COMMIT'].map(
			stage => `BACKUP STAGE ${stage}`,
		),
		release: 'BACKUP STAGE END',
	},
	{
		backupStages: {
			why: 'COMMIT is to wait for it',
			instead: 'use --sandbox=mariadb, or choose another workload',
		},
	},
);
