import {type ServerView} from '../events/events.js';
import {uploadPhase} from '../workloads/facts/phases.js';
import {type Alive} from '../workloads/facts/contract.js';
import {factsOf} from '../workloads/facts/registry.js';
import {isSeenBefore} from './question.js';
import {
	currentStatement,
	pendingRows,
	type RunState,
	type StatementState,
} from './state.js';

/**
How a value is known.

- `read`: a look at the server has shown it.
- `concluded`: the client takes it from what it has sent, what came back, and how the server's lists differ.
*/
export type Known = 'read' | 'concluded';

/** A value of a row, with its column. */
export type ProductionCell = {
	readonly column: string;
	/** `?`: nobody can tell. */
	readonly text: string;
	readonly known: Known;
};

/** A row that a person would see, that there is none, or the error that comes in its place. */
export type ProductionLine =
	| {readonly type: 'row'; readonly cells: readonly ProductionCell[]}
	| {readonly type: 'none'; readonly known: Known}
	| {readonly type: 'error'; readonly text: string};

/** What a person in production would see of the work connection. */
export type Production = {
	/** Its row of SHOW PROCESSLIST. */
	readonly process: ProductionLine;
	/** What MySQL's performance_schema.threads shows of the thread where that is something else: `Sleep / starting`. */
	readonly threads?: string;
	/** Its row of INNODB_TRX. */
	readonly transaction: ProductionLine;
};

const unknown = '?';

/**
What a person would see of a run's connection at a moment. Pure.

@param now - On the session's clock, in ms.
@returns `undefined` before the first look.
*/
export function inProduction(
	run: RunState,
	now: number,
): Production | undefined {
	if (!run.view) {
		return undefined;
	}

	if (isSeenBefore(run)) {
		return {
			process: concludedProcess(run),
			transaction: concludedTransaction(run),
		};
	}

	const {view, at} = run.view;
	const {thread} = view;
	const transaction = transactionLine(run, view.transaction);
	switch (thread.type) {
		case 'gone': {
			return {process: {type: 'none', known: 'read'}, transaction};
		}

		case 'hidden': {
			return {process: concludedProcess(run), transaction};
		}

		case 'alive': {
			const process = processLine(run, thread, (now - at) / 1000);
			const threads = [thread.command, thread.state]
				.filter(Boolean)
				.join(' / ');
			return {
				process,
				...(isOtherwise(process, thread) && {threads}),
				transaction,
			};
		}
	}
}

/** Whether the server has accepted a KILL CONNECTION of the run. Pure. */
export function isCutOff({kills}: RunState): boolean {
	return kills.some(
		({kind, answer}) =>
			kind === 'connection' && answer?.type === 'acknowledged',
	);
}

/**
The row of SHOW PROCESSLIST.

MySQL's differs from performance_schema, where the lab looks if it may [measured on 9.7: SHOW PROCESSLIST beside threads and processlist]: after a KILL CONNECTION its Command is `Killed`, or the row is gone at once if no statement was running, however long the rollback takes; a thread that sleeps has no State, also while it receives a packet; and it has one State for all stages of making an index.
*/
function processLine(
	run: RunState,
	thread: Alive,
	passed: number,
): ProductionLine {
	const isMysql = run.flavour === 'mysql';
	const isCut = isMysql && isCutOff(run);
	if (isCut && thread.command === 'Sleep') {
		return {type: 'none', known: 'concluded'};
	}

	const command = isCut ? 'Killed' : thread.command;
	const state = isMysql ? listedState(thread) : thread.state;
	return processRow(run, {
		command: [command, command === thread.command],
		time: [
			thread.time === undefined
				? unknown
				: String(thread.time + Math.max(0, Math.floor(passed))),
			false,
		],
		state: [state, state === thread.state],
		info:
			thread.info === undefined
				? [concludedInfo(run), false]
				: [thread.info === '' ? 'NULL' : thread.info, true],
	});
}

function listedState({command, state}: Alive): string {
	return command === 'Sleep'
		? ''
		: state.startsWith('alter table (')
			? 'altering table'
			: state;
}

/** Whether a line is something else than the thread's own words. */
function isOtherwise(line: ProductionLine, thread: Alive): boolean {
	return (
		line.type !== 'row' ||
		line.cells.some(
			({column, text}) =>
				(column === 'Command' && text !== thread.command) ||
				(column === 'State' && text !== thread.state),
		)
	);
}

type Value = readonly [text: string, isRead: boolean];

function processRow(
	{connectionId}: RunState,
	{
		command,
		time,
		state,
		info,
	}: {
		readonly command: Value;
		readonly time: Value;
		readonly state: Value;
		readonly info: Value;
	},
): ProductionLine {
	return {
		type: 'row',
		cells: [
			// The connection has asked the server for it.
			cell('Id', [connectionId, true]),
			cell('Command', command),
			cell('Time', time),
			cell('State', state),
			cell('Info', info),
		],
	};
}

function cell(column: string, [text, isRead]: Value): ProductionCell {
	return {column, text, known: isRead ? 'read' : 'concluded'};
}

/** The row that an account can't see, from what was sent and answered. */
function concludedProcess(run: RunState): ProductionLine {
	return processRow(run, {
		command: [concludedCommand(run), false],
		time: [unknown, false],
		state: [unknown, false],
		info: [concludedInfo(run), false],
	});
}

function concludedCommand(run: RunState): string {
	if (run.lost) {
		return unknown;
	}

	const statement = currentStatement(run);
	if (statement === undefined || isReceived(run, statement)) {
		return 'Sleep';
	}

	return statement.role === 'target'
		? (factsOf(run.plan).commandOf?.(run.plan) ?? 'Query')
		: 'Query';
}

function concludedInfo(run: RunState): string {
	const statement = currentStatement(run);
	return run.lost
		? unknown
		: statement === undefined || isReceived(run, statement)
			? 'NULL'
			: `${statement.name} …`;
}

/** Whether the server can't have all of a statement yet. */
function isReceived({plan}: RunState, statement: StatementState): boolean {
	return (
		statement.role === 'target' &&
		statement.sentAt === undefined &&
		uploadPhase(factsOf(plan)) !== undefined
	);
}

/** The row of INNODB_TRX. The order of the columns is the lab's: the longest one comes last. */
function transactionLine(
	run: RunState,
	transaction: ServerView['transaction'],
): ProductionLine {
	switch (transaction.type) {
		case 'open': {
			const {state, rows, operation, started} = transaction;
			return transactionRow([
				[state, true],
				[String(rows), true],
				[timeOf(started), started !== undefined],
				[operationText(run, operation), operation !== undefined],
			]);
		}

		case 'none': {
			return {type: 'none', known: 'read'};
		}

		case 'unreadable': {
			return {type: 'error', text: 'error 3854'};
		}

		case 'hidden': {
			return concludedTransaction(run);
		}
	}
}

function transactionRow([state, rows, started, operation]: readonly [
	Value,
	Value,
	Value,
	Value,
]): ProductionLine {
	return {
		type: 'row',
		cells: [
			cell('trx_state', state),
			cell('trx_rows_modified', rows),
			cell('trx_started', started),
			cell('trx_operation_state', operation),
		],
	};
}

/** The time of day: the date is today's. */
function timeOf(started: string | undefined): string {
	return started?.split(' ')[1] ?? unknown;
}

/** Without an operation MySQL shows NULL, and MariaDB an empty text [measured]. */
function operationText(
	{flavour}: RunState,
	operation: string | undefined,
): string {
	return operation === '' && flavour === 'mysql'
		? 'NULL'
		: (operation ?? unknown);
}

/** The row that an account can't see. InnoDB lists a transaction from its first change on [measured]. */
function concludedTransaction(run: RunState): ProductionLine {
	const rows = pendingRows(run);
	const isWriting = currentStatement(run)?.role === 'target';
	if (run.transaction === 'open' && (rows > 0 || isWriting)) {
		return transactionRow([
			[rows > 0 ? 'RUNNING' : unknown, false],
			[isWriting ? unknown : String(rows), false],
			[unknown, false],
			[unknown, false],
		]);
	}

	return run.transaction === 'lost'
		? {type: 'error', text: 'not known'}
		: {type: 'none', known: 'concluded'};
}
