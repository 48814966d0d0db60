import {once} from 'node:events';
import {type Connection} from 'mysql2';
import {type Server} from '../server/address.js';
import {connect, readConnectionId} from '../server/connect.js';
import {toFailure} from '../server/failure.js';
import {type EventLog} from './event-log.js';
import {type Plan, type Verdict} from './events.js';
import {expectation} from './expectation.js';
import {createObserver, type Observer} from './observer.js';
import {type Sight} from './sight.js';
import {type RunState} from './state.js';
import {type LabTable} from './table.js';
import {readVerdict} from './verify.js';
import {type Pacer} from './workload/pacer.js';
import {type FillRandom} from './workload/random-file.js';
import {runTransaction} from './workload/transaction.js';

/** What one run needs of its session. */
export type Run = {
	/** Counts from 1 in the session. */
	readonly run: number;
	readonly server: Server;
	readonly sight: Sight;
	/** The connection that watches, and that looks at the data afterwards. */
	readonly observer: Connection;
	readonly table: LabTable;
	readonly plan: Plan;
	readonly pacer: Pacer;
	readonly folder: string;
	readonly fill: FillRandom;
	readonly log: EventLog;
	readonly signal: AbortSignal;
};

/**
One run: a new connection, the transaction on it, watched by the observer; then the verdict.

@throws mysql2's error, when the run can't begin. Whatever happens later is told by the events and the verdict.
*/
export async function runOnce(options: Run): Promise<Verdict> {
	const {run, server, sight, table, plan, log, signal} = options;
	await table.empty();
	const connection = await connect(server);
	const connectionId = await readConnectionId(connection);
	connection.on('error', error => {
		log.emit({type: 'connection-lost', failure: toFailure(error)});
	});

	log.emit({type: 'run-started', run, plan, connectionId});
	const observer = createObserver({
		connection: options.observer,
		sight,
		connectionId,
		log,
	});
	const stopWatching = observer.watch();
	await Promise.race([
		runTransaction({...options, connection}),
		interruption(signal, log),
	]);
	connection.destroy();
	await stopWatching();

	log.emit({type: 'look-started'});
	const verdict = await reachVerdict(options, observer);
	log.emit({type: 'verdict', verdict});
	return verdict;
}

async function reachVerdict(
	{observer: connection, table, log}: Run,
	observer: Observer,
): Promise<Verdict> {
	try {
		const view = await observer.untilGone();
		return view.thread.type === 'hidden'
			? {
					outcome: 'unknown',
					reason: `this account can't see when the connection has ended: ${view.thread.why}`,
				}
			: await readVerdict(connection, table, {
					expected: expectation(currentRun(log)),
					awaitsLocks: view.transaction.type === 'hidden',
				});
	} catch (error: unknown) {
		return {
			outcome: 'unknown',
			reason: `the connection that looks at the data failed: ${toFailure(error).message}`,
		};
	}
}

function currentRun(log: EventLog): RunState {
	const {run} = log.state();
	if (!run) {
		throw new Error('No run has begun');
	}

	return run;
}

/** Resolves when the signal is aborted, after it has told the log. */
async function interruption(signal: AbortSignal, log: EventLog): Promise<void> {
	await once(signal, 'abort');
	log.emit({type: 'run-broken', message: 'interrupted by the user'});
}
