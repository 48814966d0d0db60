import {formatAmount, grouped} from '../../../format.js';
import {
	afterEachRow,
	endsStatement,
	handlersTakeErrors,
} from '../facts/claims.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {type Flavour} from '../../../server/flavour.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {beforeExecution} from '../facts/short-statements.js';
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

/** What a CALL leaves that ended early. */
export const stays =
	'The batches that it had committed stay; the one that was open is undone, or left open for the client.';

/** Where a CALL sees the flag. */
export const sawFlag =
	'The CALL saw the flag in an UPDATE, or between two statements, and all of it ended.';

/** What becomes of handlers for SQLEXCEPTION, for 1317 and for SQLSTATE '70100' on MySQL [measured: 9.7]. */
export const noHandler = 'No handler in a procedure gets this error on MySQL.';

/** The same on either flavour [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const handlers = {
	mysql: noHandler,
	mariadb:
		'This procedure has no handler: on MariaDB one would get this error, and the CALL would go on.',
} as const;

/** Of 224 kills that were seen in a COMMIT of the procedure, none interrupted the CALL [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const committed =
	'A COMMIT of the procedure was running: it does not look at the flag, and clears it. The CALL went on as if nothing had happened.';

const working = ['execute', 'between', 'inner-commit'] as const;

/** What a KILL QUERY does to a CALL at work on one flavour. */
export type StruckCall = {
	readonly flavour: Flavour;
	/** In one short line. */
	readonly now: string;
	readonly nowInFull: string;
	/** Why it ended, or went on. */
	readonly why: string;
};

/** All that is known of a KILL QUERY of a CALL at work on one flavour. */
export function queryKnowledge({
	flavour,
	now,
	nowInFull,
	why,
}: StruckCall): Knowledge {
	return {
		kind: 'query',
		phases: working,
		flavour,
		now: () => now,
		nowInFull: () => nowInFull,
		why: {
			interrupted: why,
			lost: committed,
			'too-late':
				'No statement saw the flag any more: the CALL was at its end, or a COMMIT of the procedure, which clears it.',
		},
		source: measured,
	};
}

/** A CALL that ends with the error. */
export function endedCall(flavour: Flavour, handler: string): StruckCall {
	return {
		flavour,
		now: 'error 1317, or lost in a COMMIT',
		nowInFull:
			'error 1317, and committed batches stay; lost if it meets a COMMIT',
		why: `${sawFlag} ${handler} ${stays}`,
	};
}

/** What a KILL CONNECTION does to a CALL. */
export const cutOffKnowledge: readonly Knowledge[] = [
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

const knowledge: readonly Knowledge[] = [
	beforeExecution('CALL', `${sawFlag} ${stays}`),
	queryKnowledge(endedCall('mysql', handlers.mysql)),
	queryKnowledge(endedCall('mariadb', handlers.mariadb)),
	...cutOffKnowledge,
];

/** What a thread reports in a COMMIT of the procedure [measured: MySQL 9.7; MariaDB 10.11 and 11.8, where an UPDATE that ends may show it too]. */
const commitStates = new Set(['waiting for handler commit', 'commit']);

/**
Where the thread of a CALL is. Between two of its statements it looks as at the end of any other, or has no state [measured: MySQL 9.7 `query end`, `closing tables` and none, MariaDB 10.11 and 11.8 `Query end`, `Starting cleanup` and none], so that its own end can't be told from that. Pure.
*/
function phaseOf({command, state}: Alive): string {
	if (command === 'Sleep') {
		return 'send';
	}

	if (commitStates.has(state.toLowerCase())) {
		return 'inner-commit';
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
	brief: {scale: 0.06},
	plan: batchesPlan('procedure'),
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	target: 'CALL',
	stepNoun: 'CALL',
	commitsMidway,
	phases: [
		...sendPhases('CALL'),
		// These come before the execution in this list, since the thread goes back and forth: in the midst of the CALL nobody asks which it is, but for a kill.
		{
			name: 'between',
			flag: 'checked',
			follows: executePhase.name,
			when: 'between two statements of the procedure',
		},
		{
			name: 'inner-commit',
			flag: 'cleared',
			follows: executePhase.name,
			when: 'in a COMMIT of the procedure',
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
			holds: 'in part',
			found:
				'The whole CALL ends with error 1317 if an UPDATE was running: what it had committed stays. A COMMIT of the procedure does not look at the flag, and clears it: the CALL goes on to its end.',
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
	partWords: `and they stay: ${commitsMidway}`,
	tornWords: `and torn: they are not the first rows in whole batches of ${grouped(batchSize)}, each changed once`,
	describe: plan => `a CALL that changes ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, and change them all by one CALL:`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
	othersSee: ({rows}) => `others see ${grouped(rows)} rows changed`,
};
