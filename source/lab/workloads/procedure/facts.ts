import {formatAmount, grouped} from '../../../format.js';
import {
	afterEachRow,
	endsStatement,
	handlersTakeErrors,
} from '../facts/claims.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {beforeExecution, endedFirst} from '../facts/short-statements.js';
import {isEnding, isUndoing} from '../facts/thread-states.js';
import {
	executePhase,
	rowsDefaults,
	sendPhases,
	workingAims,
	workingMoments,
} from '../rows/facts.js';
import {rowsOf} from '../rows/options.js';
import {batchesPlan, batchSize} from './options.js';

/** What the procedure is called. */
export const routineName = 'ChangeBatchedRows';

/** What is assumed of a server, in rows a second [measured on busy cores: 55,000 to 110,000]. */
const assumedRows = 75_000;

const stays =
	'The batches that it had committed stay; the one that was open is undone, or left open for the client.';

const sawFlag =
	'The CALL saw the flag in one of its statements, or between two, and all of it ended.';

/** Handlers for SQLEXCEPTION, for 1317 and for SQLSTATE '70100' [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const mysqlHandlers = 'No handler in a procedure gets this error on MySQL.';
const mariadbHandlers =
	'This procedure has no handler: on MariaDB one would get this error, and the CALL would go on.';

const now = () => 'error 1317; committed batches stay';

const working = ['execute', 'between'] as const;

const knowledge: readonly Knowledge[] = [
	beforeExecution('CALL', `${sawFlag} ${stays}`),
	{
		kind: 'query',
		phases: working,
		flavour: 'mysql',
		now,
		why: {
			interrupted: `${sawFlag} ${mysqlHandlers} ${stays}`,
			'too-late': endedFirst('CALL'),
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: working,
		now,
		why: {
			interrupted: `${sawFlag} ${mariadbHandlers} ${stays}`,
			'too-late': endedFirst('CALL'),
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', ...working],
		now: () => 'disconnects; committed batches stay',
		why: {
			disconnected:
				'The client is disconnected at once. The server undoes the batch that was open; those that were committed stay.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['commit', 'semi-sync commit'],
		now: () => 'disconnects; all is committed already',
		why: {
			disconnected:
				'The CALL had committed every row itself: the COMMIT after it had nothing left to do.',
		},
		source: measured,
	},
];

/**
Where the thread of a CALL is. Between two of its statements it looks as at the end of any other, or has no state [measured: MySQL 9.7 `query end`, `closing tables` and none, MariaDB 10.11 and 11.8 `Query end`, `Starting cleanup` and none], so that its own end can't be told from that. Pure.
*/
function phaseOf({command, state}: Alive): string {
	if (command === 'Sleep') {
		return 'send';
	}

	return state === '' || isEnding(state) || isUndoing(state)
		? 'between'
		: 'execute';
}

/** How it commits, in words. */
const commitsMidway = `the procedure commits every ${grouped(batchSize)} rows`;

/** One CALL of a procedure that changes every row of a table, and commits again and again while it does. */
export const procedureFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'procedure',
	title: `one CALL changes every row and commits every ${grouped(batchSize)}: a part stays`,
	tableName: 'BatchedRows',
	routineName,
	plan: batchesPlan,
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	target: 'CALL',
	stepNoun: 'CALL',
	commitsMidway,
	phases: [
		...sendPhases('CALL'),
		// It comes before the other one in this list, since the thread goes back and forth: in the midst of the CALL nobody asks which it is.
		{
			name: 'between',
			flag: 'checked',
			follows: executePhase.name,
			when: 'between two statements of the procedure',
		},
		executePhase,
	],
	aims: workingAims('CALL'),
	armable: workingMoments,
	phaseOf,
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The whole CALL ends with error 1317, whichever of its statements was running. What it had committed stays.',
		},
		{
			claim: afterEachRow,
			holds: 'yes',
			found:
				'The UPDATE in the procedure saw the flag between two rows, and its batch was undone: never did a part of one stay.',
		},
		{
			claim: handlersTakeErrors,
			holds: 'in part',
			found:
				'MySQL gives error 1317 (SQLSTATE 70100) to no handler, not even one for 1317: the CALL ends. MariaDB gives it to the handler, and the CALL goes on. A KILL CONNECTION gets to none on either.',
		},
	],
	rowsWord: 'changed',
	partWords: `as is right: ${commitsMidway}, what was committed before the kill stays, and a ROLLBACK takes back at most the batch that was open`,
	tornWords: `and torn: they are not the first rows in whole batches of ${grouped(batchSize)}, each changed once`,
	describe: plan => `a CALL that changes ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, and change them all by one CALL:`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
	othersSee: ({rows}) => `others see ${grouped(rows)} rows changed`,
};
