import {type Connection, type RowDataPacket} from 'mysql2';
import {answerTo, type Answer} from '../../server/statement.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {errorOutcome} from '../history/cluster-errors.js';
import {isInterruption} from '../history/effect.js';
import {type EventLog} from '../history/event-log.js';
import {statementNumbered} from '../history/state.js';
import {type Returned, type StatementRole} from '../events/events.js';
import {FileUnreadable} from '../upload/file-source.js';

/** A statement did not return OK; its end is in the log. */
export class StatementFailed extends Error {
	override readonly name = 'StatementFailed';

	/** A KILL QUERY ended it; connection and transaction are as they were. */
	readonly wasInterrupted: boolean;

	constructor({message}: Failure, wasInterrupted: boolean) {
		super(message);
		this.wasInterrupted = wasInterrupted;
	}
}

/** What a statement is, and what it is called. */
export type StatementName = {
	readonly role: StatementRole;
	readonly name: string;
	/** The step that it belongs to. */
	readonly step?: number;
	/** Whoever runs it logs when its last byte is sent; absent: it is one small packet. */
	readonly reportsSent?: true;
};

/** Runs one statement of a transaction, given its number; none if the connection is lost. `returned` reads what it returned from the result. @throws {StatementFailed} when it does not return OK; {FileUnreadable} for its file. */
export type RunStatement = <Result>(
	what: StatementName,
	execute: (statement: number) => Promise<Result>,
	returned: (result: Result) => Returned,
) => Promise<Result>;

/** Runs one statement that is plain text. `returned` reads what it returned; absent: as of any statement. @throws {StatementFailed} as `run` does. */
export async function runSql(
	{run, connection}: {run: RunStatement; connection: Connection},
	what: StatementName,
	sql: string,
	returned: (answer: Answer) => Returned = returnedBy,
): Promise<Answer> {
	return run(what, async () => answerTo(connection, sql), returned);
}

/** What an answer says that the statement returned. Pure. */
export function returnedBy(answer: Answer): Returned {
	if (!Array.isArray(answer)) {
		return {type: 'changes', rows: answer.affectedRows};
	}

	return {type: 'rows', rows: answer.length, ...firstValue(answer[0])};
}

/** The first column of the first row that a statement returned, as text. Pure. */
export function firstValue(
	row: RowDataPacket | undefined,
): Pick<Extract<Returned, {readonly type: 'rows'}>, 'value' | 'isNull'> {
	return row ? textOf(Object.values(row)[0]) : {};
}

function textOf(
	value: unknown,
): Pick<Extract<Returned, {readonly type: 'rows'}>, 'value' | 'isNull'> {
	if (value === null) {
		return {isNull: true};
	}

	return {value: typeof value === 'string' ? value : JSON.stringify(value)};
}

/** Numbers the statements of a run, and logs how each began and ended. */
export function statementRunner(log: EventLog): RunStatement {
	let statement = 0;

	return async ({reportsSent, ...what}, execute, returned) => {
		const lost = log.state().run?.lost;
		if (lost) {
			// There is nobody to send it to.
			throw new StatementFailed(lost.failure, false);
		}

		statement++;
		log.emit({type: 'statement-started', statement, ...what});
		try {
			const executing = execute(statement);
			if (!reportsSent) {
				// It is already on its way.
				log.emit({type: 'statement-sent', statement});
			}

			const result = await executing;
			log.emit({
				type: 'statement-ended',
				statement,
				outcome: {type: 'ok', returned: returned(result)},
			});
			return result;
		} catch (error: unknown) {
			const failure = toFailure(error);
			const isFile = error instanceof FileUnreadable;
			const lost = !isFile && isConnectionLost(failure);
			log.emit({
				type: 'statement-ended',
				statement,
				outcome: lost
					? {type: 'lost', failure}
					: errorOutcome(failure, log.state().server?.surroundings),
			});
			if (lost) {
				log.emit({type: 'connection-lost', failure});
			}

			throw isFile
				? error
				: new StatementFailed(failure, wasInterrupted(log, statement));
		}
	};
}

/** Whether a KILL QUERY has ended a statement, by all that the log says. */
function wasInterrupted(log: EventLog, number: number): boolean {
	const {run} = log.state();
	const statement = run && statementNumbered(run, number);
	return (
		run !== undefined &&
		statement?.ended?.outcome.type === 'error' &&
		isInterruption(statement.ended.outcome.failure, statement, run)
	);
}
