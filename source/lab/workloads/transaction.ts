import {untilEvent} from '../history/until-event.js';
import {toFailure} from '../../server/failure.js';
import {workloadOf} from './acts.js';
import {type Stage} from './contract.js';
import {boundsOf} from './facts/bounds.js';
import {endingOf} from './facts/endings.js';
import {factsOf} from './facts/registry.js';
import {
	runSql,
	StatementFailed,
	statementRunner,
	type StatementName,
} from './statement-runner.js';

/**
Runs a workload in one transaction, as the blog post's program did: COMMIT at the end, or the ROLLBACK that it is about, and ROLLBACK after an error. Under autocommit its statements stand alone.

Never rejects: how each statement ended is in the log, and anything else that went wrong is a `run-broken` there.
*/
export async function runTransaction(props: Omit<Stage, 'run'>): Promise<void> {
	const {connection, plan, log, signal} = props;
	const run = statementRunner(log);
	const stage = {...props, run};
	const {facts, prepare, act, aroundCommit} = workloadOf(plan);
	const {begin, commit: ending} = boundsOf(facts);

	try {
		await prepare?.(stage);
		if (plan.autocommit) {
			await act(stage);
			return;
		}

		await runSql(
			{run, connection},
			{role: 'begin', name: begin.name},
			begin.sql(stage.word),
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
				{role: 'commit', name: ending.name},
				ending.sql(stage.word),
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

async function rollBack(stage: Stage): Promise<void> {
	const {plan, log, word} = stage;
	const {end, rollback} = boundsOf(factsOf(plan));
	const isEnded = log
		.state()
		.run?.statements.some(
			({role, ended}) => role === 'end' && ended?.outcome.type === 'ok',
		);
	if (end && !isEnded) {
		await tryToEnd(stage, {role: 'end', name: end.name}, end.sql(word));
	}

	await tryToEnd(
		stage,
		{role: 'rollback', name: rollback.name},
		rollback.sql(word),
	);
}

async function tryToEnd(
	stage: Stage,
	what: StatementName,
	sql: string,
): Promise<void> {
	if (stage.signal.aborted || stage.log.state().run?.lost) {
		return;
	}

	try {
		await runSql(stage, what, sql);
	} catch (error: unknown) {
		if (!(error instanceof StatementFailed)) {
			throw error;
		}
	}
}
