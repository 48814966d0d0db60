import {excerpt, verbOf} from './options.js';
import {splitSql} from './split-sql.js';

/** The longest statement that a plan has, in characters: it is in every recording. */
export const longestStatement = 65_536;

/** What begins with these ends the lab's transaction, or begins another one. */
const ofTransactions =
	/^(?:begin|commit|rollback|start\s+transaction|xa|set\s+(?:@@(?:session\.)?|session\s+|local\s+)?autocommit)\b/i;

/** A text as the statement of a run, or why it is none, as a clause. Pure. */
export type ReadStatement =
	{readonly statement: string} | {readonly wrong: string};

/** Reads a text that must be one statement. Pure. */
export function readOneStatement(text: string): ReadStatement {
	const [first, second] = splitSql(text);
	if (!first) {
		return {wrong: 'there is no statement in it'};
	}

	if (second) {
		return {
			wrong: `it has a second statement, ${excerpt(second.sql, 30)}: what comes before goes into the file of --setup`,
		};
	}

	const {sql} = first;
	if (sql.length > longestStatement) {
		return {
			wrong: `it has ${sql.length} characters, and ${longestStatement} is the most`,
		};
	}

	return ofTransactions.test(sql)
		? {
				wrong: `${verbOf(sql)} is the lab's: it begins and ends the transaction around your statement`,
			}
		: {statement: sql};
}
