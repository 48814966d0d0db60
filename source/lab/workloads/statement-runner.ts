import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {errorOutcome} from '../history/cluster-errors.js';
import {queryInterrupted} from '../history/effect.js';
import {type EventLog} from '../history/event-log.js';
import {type StatementKind} from '../history/events.js';
import {FileUnreadable} from '../upload/file-source.js';

/** A statement did not return OK; its end is in the log. */
export class StatementFailed extends Error {
	override readonly name = 'StatementFailed';

	/** A KILL QUERY ended it; connection and transaction are as they were. */
	readonly wasInterrupted: boolean;

	constructor({message, errno}: Failure) {
		super(message);
		this.wasInterrupted = errno === queryInterrupted;
	}
}

/** Runs one statement of a transaction, given its number; none if the connection is lost. @throws {StatementFailed} when it does not return OK; {FileUnreadable} for its file. */
export type RunStatement = <Result>(
	what: {readonly kind: StatementKind; readonly file?: number},
	execute: (statement: number) => Promise<Result>,
) => Promise<Result>;

/** Numbers the statements of a run, and logs how each began and ended. */
export function statementRunner(log: EventLog): RunStatement {
	let statement = 0;

	return async (what, execute) => {
		const lost = log.state().run?.lost;
		if (lost) {
			// There is nobody to send it to.
			throw new StatementFailed(lost.failure);
		}

		statement++;
		log.emit({type: 'statement-started', statement, ...what});
		try {
			const executing = execute(statement);
			if (what.kind !== 'insert') {
				// It is one small packet, and already on its way.
				log.emit({type: 'statement-sent', statement});
			}

			const result = await executing;
			log.emit({type: 'statement-ended', statement, outcome: {type: 'ok'}});
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

			throw isFile ? error : new StatementFailed(failure);
		}
	};
}
