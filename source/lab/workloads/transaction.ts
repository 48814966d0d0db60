import {untilEvent} from '../history/until-event.js';
import {toFailure} from '../../server/failure.js';
import {workloadOf} from './acts.js';
import {type Stage} from './contract.js';
import {endingOf} from './facts/endings.js';
import {runSql, StatementFailed, statementRunner} from './statement-runner.js';

/**
Runs a workload in one transaction, as the blog post's program did: COMMIT at the end, or the ROLLBACK that it is about, and ROLLBACK after an error. Under autocommit its statements stand alone.

Never rejects: how each statement ended is in the log, and anything else that went wrong is a `run-broken` there.
*/
export async function runTransaction(props: Omit<Stage, 'run'>): Promise<void> {
	const {connection, plan, log, signal} = props;
	const run = statementRunner(log);
	const stage = {...props, run};
	const {facts, prepare, act, aroundCommit} = workloadOf(plan);

	try {
		await prepare?.(stage);
		if (plan.autocommit) {
			await act(stage);
			return;
		}

		await runSql(
			{run, connection},
			{role: 'begin', name: 'BEGIN'},
			'START TRANSACTION',
		);
		await act(stage);
		if (endingOf(facts) === 'rollback') {
			await rollBack(stage);
			return;
		}

		await holdCommit(stage);
		if (log.state().run?.lost) {
			return;
		}

		const commit = async () => {
			await runSql(
				{run, connection},
				{role: 'commit', name: 'COMMIT'},
				'COMMIT',
			);
		};

		await (aroundCommit ? aroundCommit(stage, commit) : commit());
	} catch (error: unknown) {
		// Who has quit knows why it ended.
		if (!(error instanceof StatementFailed) && !signal.aborted) {
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
			await rollBack(stage);
		}
	}
}

/** Waits before COMMIT as long as the run is paused, or until its connection is lost. */
async function holdCommit({plan, pacer, log}: Stage): Promise<void> {
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

async function rollBack({connection, run, log, signal}: Stage): Promise<void> {
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
