import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {dataOf, measured, type Knowledge} from '../facts/knowledge.js';
import {fulltextFacts} from '../fulltext/facts.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many rows keep COMMIT at work for 2 s and more on the throwaway server [measured: 1.2 s and 1.1 s for 80,000, MySQL 9.7 and MariaDB 10.11]. */
const usualRows = 200_000;

/** What is assumed of a server, in rows a second of the INSERT [measured: 44,000 to 53,000]. */
const assumedRows = 40_000;

/** What kills do while COMMIT works. */
const commitKnowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['commit'],
		now: pending => `ignored: it commits ${dataOf(pending)}`,
		why: {
			'too-late':
				'COMMIT was at work on the full-text index: it does not check the flag there, nor after that.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['commit'],
		now: () => 'disconnects, but the data commit',
		why: {
			disconnected:
				'The client never got the answer to COMMIT, which does not check the flag once it works: the data are committed. One that had not begun is rolled back: the verdict says which.',
		},
		source: measured,
	},
];

/** An INSERT of many rows into a table with a full-text index, whose COMMIT takes long: InnoDB puts their words into the index only then. */
export const commitFacts: WorkloadFacts = {
	...insertSelectFacts,
	name: 'commit',
	title:
		'a COMMIT works for long: it puts the words of many rows into a full-text index',
	tableName: fulltextFacts.tableName,
	endsIn: 'commit',
	plan: scaledRows('commit', usualRows),
	killExamples:
		'query@commit, connection@commit, query@commit+50ms or query@5s',
	armable: [
		{type: 'phase', phase: 'commit', part: 0},
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'execute', part: 0.5},
	],
	knowledge: [...commitKnowledge, ...insertSelectFacts.knowledge],
	claims: [
		{
			claim: endsStatement,
			holds: 'no',
			found: 'COMMIT goes on to its end, and returns OK.',
		},
	],
	describe: plan =>
		`an INSERT of ${formatAmount(rowsOf(plan), 'rows')} with words for a full-text index, then COMMIT`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run into a table with a full-text index, all by one INSERT ... SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
