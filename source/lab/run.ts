import {once} from 'node:events';
import {type Connection} from 'mysql2';
import {type Server} from '../server/address.js';
import {Refusal} from '../refusal.js';
import {connect} from '../server/connect.js';
import {toFailure} from '../server/failure.js';
import {type ControlConnection} from './control-connection.js';
import {type EventLog} from './event-log.js';
import {type Plan, type Verdict} from './events.js';
import {expectation} from './expectation.js';
import {createObserver, type Observer} from './observer.js';
import {makeNonce, meet, openRendezvous} from './rendezvous.js';
import {settleSession} from './settle-session.js';
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
	readonly control: ControlConnection;
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
	const {run, sight, control, table, plan, log, signal} = options;
	await table.empty();
	const {connection, connectionId} = await openWork(options);
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
	control.part();
	connection.destroy();
	await stopWatching();

	log.emit({type: 'look-started'});
	const verdict = await reachVerdict(options, observer);
	log.emit({type: 'verdict', verdict});
	return verdict;
}

/**
Opens the run's connection, and proves that the three are on one server, where its id is the one that a KILL needs.

@throws {Refusal} when they are not; mysql2's error, when one of them is lost.
*/
async function openWork({
	server,
	control,
	observer,
	fill,
	signal,
}: Run): Promise<{connection: Connection; connectionId: string}> {
	const connection = await connect(server);
	try {
		await settleSession(connection);
		const rendezvous = await openRendezvous(connection, await makeNonce(fill));
		const objection = await meet(observer, rendezvous);
		if (objection !== undefined) {
			throw new Refusal(objection);
		}

		await control.meet(rendezvous, signal);
		return {connection, connectionId: rendezvous.connectionId};
	} catch (error: unknown) {
		connection.destroy();
		throw error;
	}
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
