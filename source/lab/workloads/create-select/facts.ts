import {formatAmount} from '../../../format.js';
import {alterDefaults} from '../alter/facts.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	sendPhases,
} from '../rows/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

const target = 'CREATE TABLE';

/** So many rows take at least a second on the throwaway server. */
const usualRows = 400_000;

/** What is assumed of a server, in rows a second. */
const assumedRows = 100_000;

/** What a thread reports before the first row, on either flavour; while the rows come, MySQL shows `System lock` and MariaDB `Sending data` [measured]. MySQL shows `creating table` too while it undoes them. */
const earlyStates = new Set([
	'starting',
	'checking permissions',
	'opening tables',
	'creating table',
	'after create',
]);

/** Where the thread of a CREATE TABLE ... SELECT is. Pure. */
function phaseOf(thread: Alive): string {
	return earlyStates.has(thread.state.toLowerCase())
		? 'prepare'
		: phaseOfRows(thread);
}

const undone = `The ${target} saw the flag. The server undid the rows that were there, and the table with them.`;

const knowledge: readonly Knowledge[] = [
	beforeExecution(target, undone),
	{
		kind: 'query',
		phases: ['prepare', 'execute'],
		now: () => 'error 1317; no table is there',
		why: {interrupted: undone, 'too-late': endedFirst(target)},
		source: measured,
	},
	atItsEnd(target, ': the table is there'),
	{
		kind: 'connection',
		phases: ['send', 'sent', 'prepare', 'execute', 'end'],
		now: () => 'disconnects; no table, unless it was ending',
		why: {
			disconnected: `The client is disconnected at once. The server undoes the rows and the table with them when the ${target} sees the flag; if it was ending, the table is there: the verdict says which.`,
		},
		source: measured,
	},
];

/** One CREATE TABLE ... SELECT of the lab's table. */
export const createSelectFacts: WorkloadFacts = {
	...alterDefaults,
	name: 'create-select',
	title: 'one CREATE TABLE ... SELECT: a killed one leaves no table',
	tableName: 'SourceRows',
	madeName: 'SelectedRows',
	brief: {scale: 0.1},
	plan: scaledRows('create-select', usualRows),
	killExamples: 'query@execute, connection@execute or query@5s',
	target,
	stepNoun: target,
	phases: [
		...sendPhases(target),
		{name: 'prepare', flag: 'checked', when: 'before the first row'},
		executePhase,
		endPhase(target, 'prepare'),
	],
	aims: [{phase: 'execute', words: () => `when the ${target} executes`}],
	armable: [{type: 'phase', phase: 'execute', part: 0}],
	phaseOf,
	partOf: () => undefined,
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found: `The ${target} ends with error 1317, and no table is there.`,
		},
		{
			claim: afterStatement,
			holds: 'no',
			found: `The client is cut off at once, in the midst of the ${target}.`,
		},
	],
	altered: 'the new table is there',
	unaltered: 'no new table is there',
	describe: plan =>
		`a ${target} ... SELECT of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan), 'rows')} per run, and as many again by one ${target} ... SELECT,`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
