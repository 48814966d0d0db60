import {formatAmount} from '../../../format.js';
import {type Flavour} from '../../../server/flavour.js';
import {afterEachBlock, afterStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {cutOffReading, rowStays, workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many take at least 5 s on the throwaway server [measured: 8.4 s with MySQL 9.7, 4.9 s with MariaDB 10.11, by what 8,192 rows took]. */
const usualRows = 18_000;

/** What is assumed of a server, in rows a second [measured: 1,900 to 3,400]. */
const assumedSpeed = 2500;

/** With what a killed full-text search ends on MariaDB, "Unknown error 188"; one that is killed when it has found its rows, and reads them, ends with 1317 [measured on 10.11: 59 of 60 and 1]. */
const searchKilled = 188;

const goesOn =
	'The search of the index does not look at the flag: it went on to its end, and only then the SELECT';

/** How the SELECT answered, as words after "only then the SELECT". */
const answered: Readonly<Record<Flavour, string>> = {
	mysql: 'ended with error 1317',
	mariadb:
		'ended, with error 188 on MariaDB, "Unknown error 188"; had it been reading the rows by then, with 1317',
};

const now: Readonly<Record<Flavour, string>> = {
	mysql: 'error 1317, after the whole search',
	mariadb: 'error 188, after the whole search',
};

function queryKnowledge(flavour: Flavour): readonly Knowledge[] {
	const interrupted = `${goesOn} ${answered[flavour]}. ${rowStays}`;
	return [
		{...beforeExecution('SELECT', interrupted), flavour},
		{
			kind: 'query',
			phases: ['execute'],
			flavour,
			now: () => now[flavour],
			why: {interrupted, 'too-late': endedFirst('SELECT')},
			source: measured,
		},
	];
}

/** A SELECT that looks for words in a full-text index. */
export const fulltextFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'fulltext',
	title:
		'a SELECT after an INSERT looks for words in a full-text index: MariaDB ends a killed one with error 188',
	tableName: 'SearchedRows',
	brief: {scale: 0.06},
	plan: scaledRows('fulltext', usualRows),
	struckErrors: [searchKilled],
	knowledge: [
		...queryKnowledge('mysql'),
		...queryKnowledge('mariadb'),
		atItsEnd('SELECT'),
		...cutOffReading,
	],
	claims: [
		{
			claim: afterEachBlock,
			holds: 'no',
			found:
				'The search of a full-text index goes on to its end, up to 5.6 s after the KILL, and only then answers: MySQL with error 1317, MariaDB with 188.',
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The client is cut off at once, and the server searches on: its thread stays until the search is over, up to 4.2 s after the KILL.',
		},
	],
	stepName: () => 'all rows, looked up by words',
	describe: plan =>
		`a full-text search of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run into a table with a full-text index, and look for their words by one SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedSpeed) * 1000,
};
