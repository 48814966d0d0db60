import {readingWorkload} from '../reading/workload.js';
import {fulltextFacts} from './facts.js';
import {searchedRows, words} from './table.js';

/** How many times each word is looked for: otherwise the search would be over before a look meets it. */
const repeated = 60;

const sought = Array.from({length: repeated}, () => words).join(' ');

/** What else the SELECT consists of, in bytes, at most. */
const around = 1024;

/** A SELECT that looks for words in a full-text index. Its second condition makes the server read the rows, which the index alone could count. */
export const fulltext = readingWorkload(fulltextFacts, {
	table: searchedRows,
	does: 'looks for words in it',
	packet: {
		bytes: () => sought.length + around,
		why: 'the SELECT names all words that it looks for',
	},
	select: table =>
		`SELECT COUNT(*) FROM ${table} WHERE MATCH (words) AGAINST ('${sought}' IN BOOLEAN MODE) AND version = 0`,
});
