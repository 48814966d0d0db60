import {readLockFacts} from '../../../../source/lab/workloads/read-lock/facts.js';
import {blockedCommitCase} from '../blocked-commit/blocked-commit-case.js';

export const readLockCase = blockedCommitCase(readLockFacts);
