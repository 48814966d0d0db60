import {type Glance} from '../../connections/glance.js';

/** Counts the files that others see. With no condition MySQL starts threads for it, and takes up to 90 ms instead of 1 [measured: MySQL 9.7.4, six files of 60 MB, a busy machine]. @param table - Its name, quoted. */
export function countFiles(table: string): Glance {
	return {from: `FROM ${table} FORCE INDEX (PRIMARY) WHERE id > 0`};
}
