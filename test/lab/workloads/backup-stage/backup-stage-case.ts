import {backupStageFacts} from '../../../../source/lab/workloads/backup-stage/facts.js';
import {type WorkloadCase} from '../workload-case.js';
import {blockedCommitCase} from '../blocked-commit/blocked-commit-case.js';

export const backupStageCase: WorkloadCase = {
	...blockedCommitCase(backupStageFacts),
	flavour: 'mariadb',
};
