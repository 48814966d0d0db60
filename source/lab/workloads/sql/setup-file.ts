import {readFile} from 'node:fs/promises';
import {describeReadFailure} from '../../../file-failure.js';
import {splitSql, type SplitStatement} from './split-sql.js';

/** What makes the data that a user's statement works on. */
export type Setup = {
	/** Where it is from, to name it in a message. */
	readonly path: string;
	readonly statements: readonly SplitStatement[];
};

/**
Reads it anew for each run: a person may change it between two.

@param path - Absent: there is none.
@throws {Error} in words, when the file can't be read.
*/
export async function readSetup(path: string | undefined): Promise<Setup> {
	if (path === undefined) {
		return {path: '', statements: []};
	}

	try {
		return {path, statements: splitSql(await readFile(path, 'utf8'))};
	} catch (error: unknown) {
		throw new Error(
			`--setup ${path} can't be read: ${describeReadFailure(error)}`,
			{
				cause: error,
			},
		);
	}
}
