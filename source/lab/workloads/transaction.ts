import {untilEvent} from '../history/until-event.js';
import {toFailure} from '../../server/failure.js';
import {insertFiles, type Transaction} from './blobs/act.js';
import {
	runSql,
	StatementFailed,
	statementRunner,
	type RunStatement,
} from './statement-runner.js';

/**
Inserts the files in one transaction, as the blog post's program did: each file is made, inserted and compared on the server; COMMIT at the end, ROLLBACK after an error. Under autocommit the inserts stand alone.

Never rejects: how each statement ended is in the log, and anything else that went wrong is a `run-broken` there.
*/
export async function runTransaction(transaction: Transaction): Promise<void> {
	const {connection, plan, log} = transaction;
	const run = statementRunner(log);

	try {
		if (plan.autocommit) {
			await insertFiles(transaction, run);
			return;
		}

		await runSql(
			{run, connection},
			{role: 'begin', name: 'BEGIN'},
			'START TRANSACTION',
		);
		await insertFiles(transaction, run);
		await holdCommit(transaction);
		if (log.state().run?.lost) {
			return;
		}

		await runSql({run, connection}, {role: 'commit', name: 'COMMIT'}, 'COMMIT');
	} catch (error: unknown) {
		if (!(error instanceof StatementFailed)) {
			log.emit({type: 'run-broken', message: toFailure(error).message});
			// With half a packet sent, there is nothing else that it can be used for.
			if (connection.state !== 'authenticated' && !log.state().run?.lost) {
				log.emit({
					type: 'connection-lost',
					failure: {message: 'the lab closed it in the middle of a packet'},
				});
			}
		}

		if (!plan.autocommit) {
			await rollBack(transaction, run);
		}
	}
}

/** Waits before COMMIT as long as the run is paused, or until its connection is lost. */
async function holdCommit({plan, pacer, log}: Transaction): Promise<void> {
	if (plan.pauseCommit) {
		pacer.pause();
		const {rate} = pacer;
		log.emit({
			type: 'pace',
			paused: true,
			...(rate !== undefined && {rate}),
		});
	}

	const isHeld = () => pacer.isPaused && !log.state().run?.lost;
	if (!isHeld()) {
		return;
	}

	// A change of the pace is an event as well.
	await untilEvent(log, () => !isHeld());
}

async function rollBack(
	{connection, log, signal}: Transaction,
	run: RunStatement,
): Promise<void> {
	if (signal.aborted || log.state().run?.lost) {
		return;
	}

	try {
		await runSql(
			{run, connection},
			{role: 'rollback', name: 'ROLLBACK'},
			'ROLLBACK',
		);
	} catch (error: unknown) {
		if (!(error instanceof StatementFailed)) {
			throw error;
		}
	}
}
