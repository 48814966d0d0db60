import {readingWorkload} from '../reading/workload.js';
import {regexpFacts} from './facts.js';

/** A SELECT whose regular expression matches no row, and tries every part of each to find that out. It stays far below the limits of both engines. */
export const regexp = readingWorkload(regexpFacts, {
	does: 'compares its rows',
	select: table =>
		`SELECT COUNT(*) FROM ${table} WHERE payload REGEXP 'x.*y|x.*z'`,
});
