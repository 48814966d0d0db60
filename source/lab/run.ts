import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {hangUp, query} from '../server/statement.js';
import {isConnectionLost, toFailure} from '../server/failure.js';
import {type FillRandom} from '../random.js';
import {type ControlConnection} from './connections/control-connection.js';
import {type EventLog} from './history/event-log.js';
import {pause} from './connections/pause.js';
import {type RunPlan} from './events/run-plan.js';
import {type Verdict} from './events/events.js';
import {expectation} from './verdict/expectation.js';
import {untilKillsAnswered} from './kills/kill-answers.js';
import {awaitedBy} from './kills/fire-aims.js';
import {type Aim} from './events/aim.js';
import {NotTheLabs} from './own-table/not-the-labs.js';
import {type Glance} from './connections/glance.js';
import {type ObserverLink} from './connections/observer-link.js';
import {createObserver, type Observer} from './connections/observer.js';
import {furtherConnections} from './connections/further.js';
import {
	makeNonce,
	mustMeet,
	openRendezvous,
	type Rendezvous,
} from './connections/rendezvous.js';
import {openConnection} from './connections/open-connection.js';
import {type Visibility} from './connections/visibility.js';
import {currentStatement, type RunState} from './history/state.js';
import {type OwnRows} from './own-table/table-design.js';
import {reachVerdict} from './verdict/verdict.js';
import {workloadOf} from './workloads/acts.js';
import {aborted} from './connections/aborted.js';
import {LeftWaiting, type Waiting, type Waits} from './connections/waits.js';
import {observeRun, type Observed} from './connections/observe-run.js';
import {type Pacer} from './upload/pacer.js';
import {runTransaction} from './workloads/transaction.js';

/** What one run needs of its session. */
export type Run = {
	/** Counts from 1 in the session. */
	readonly run: number;
	readonly server: Server;
	readonly visibility: Visibility;
	readonly control: ControlConnection;
	/** The connection that watches, and that checks the data afterwards. */
	readonly link: ObserverLink;
	readonly plan: RunPlan;
	readonly pacer: Pacer;
	readonly folder: string;
	readonly fill: FillRandom;
	readonly log: EventLog;
	readonly waits: Waits;
	/** The waits of the observer connection. */
	readonly observing: Waiting;
	readonly signal: AbortSignal;
	/** The planned kills that have not been sent yet. */
	readonly waitingKills: () => readonly Aim[];
	/** Whose rows may be in the table before the run. */
	readonly own: OwnRows;
};

/**
One run: a new connection, the transaction on it, watched by the observer, and then the verdict.

@throws {Refusal} or mysql2's error, when the run can't begin. Events and the verdict report whatever happens later.
*/
export async function runOnce(options: Run): Promise<Verdict> {
	const {
		run,
		server,
		visibility,
		control,
		link,
		plan,
		log,
		waits,
		observing,
		signal,
		waitingKills,
	} = options;
	await waits.during('observer', link.ensure, observing);
	await waits.during(
		'empty',
		async () => link.table().empty(options.own),
		observing,
	);
	const {connection, rendezvous} = await waits.during('work', async () =>
		openWork(options),
	);
	const {connectionId, lock: word} = rendezvous;
	const further = furtherConnections(server, rendezvous);
	connection.on('error', error => {
		log.emit({type: 'connection-lost', failure: toFailure(error)});
	});

	log.emit({type: 'run-started', run, plan, connectionId});
	const stopWatching = observeRun({
		link,
		visibility,
		connectionId,
		log,
		awaited: () => awaitedBy(waitingKills(), currentRun(log)),
		glance: glanceOf(options),
	});
	const done = new AbortController();
	await Promise.race([
		runTransaction({
			...options,
			table: link.table(),
			connection,
			word,
			open: further.open,
			opened: further.opened,
		}),
		interruption(signal, log, done.signal),
	]);
	done.abort();
	control.forgetRun();
	if (signal.aborted) {
		await endStatement(options, connectionId);
	}

	hangUp(connection);
	// Not before that: their locks keep a target from going on that the user wants to end.
	further.close();
	const watched = await orLeft(
		waits.during('gone', stopWatching, {connectionId}),
	);

	log.emit({type: 'look-started'});
	const verdict = await lookForVerdict(
		{...options, word},
		connectionId,
		watched,
	);
	// The verdict comes with their effects.
	await untilKillsAnswered(log, signal);
	for (const plan of waitingKills()) {
		log.emit({type: 'kill-unsent', plan});
	}

	log.emit({type: 'verdict', verdict});
	return verdict;
}

/**
Opens the work connection, and proves that all three are on one server, where its id is the one that a KILL needs.

@throws {Refusal} when they are not; mysql2's error, when one of them is lost.
*/
async function openWork({
	server,
	control,
	link,
	plan,
	fill,
	signal,
}: Run): Promise<{connection: Connection; rendezvous: Rendezvous}> {
	const {localInfile} = workloadOf(plan).demands(plan);
	const connection = await openConnection(server, {
		loadsLines: localInfile !== undefined,
	});
	try {
		const rendezvous = await openRendezvous(connection, await makeNonce(fill));
		await mustMeet(link.connection(), rendezvous);
		await control.meet(rendezvous, signal);
		return {connection, rendezvous};
	} catch (error: unknown) {
		hangUp(connection);
		throw error;
	}
}

/** What a look at a run needs. */
type Look = Run & {
	/** What the run has called its own on the server. */
	readonly word: string;
};

/** How often the connection may be lost while it looks. */
const lossLimit = 3;

/** Checks the data; through a new connection, while there is one, if the observer connection is lost. */
async function lookForVerdict(
	run: Look,
	connectionId: string,
	watched: Observed,
): Promise<Verdict> {
	if (watched.type === 'left') {
		return left(currentRun(run.log));
	}

	if (watched.type === 'lost') {
		return blind(watched.why);
	}

	for (let losses = 0; ; losses++) {
		try {
			return losses === 0
				? await lookFirst(run, watched)
				: await lookAgain(run, connectionId);
		} catch (error: unknown) {
			const failure = toFailure(error);
			if (error instanceof LeftWaiting || failure.code === 'LET_GO') {
				return left(currentRun(run.log));
			}

			if (error instanceof NotTheLabs) {
				return {outcome: 'unknown', reason: error.why};
			}

			if (
				losses === lossLimit ||
				error instanceof Refusal ||
				!isConnectionLost(failure)
			) {
				return isConnectionLost(failure)
					? blind(failure.message)
					: {
							outcome: 'unknown',
							reason: `the data could not be read: ${failure.message}`,
						};
			}
		}
	}
}

function blind(why: string): Verdict {
	return {
		outcome: 'unknown',
		reason: `the observer connection failed: ${why}`,
	};
}

async function lookFirst(
	run: Look,
	watched: Extract<Observed, {readonly type: 'watched' | 'restarted'}>,
): Promise<Verdict> {
	return watched.type === 'restarted'
		? lookAfterRestart(run)
		: lookWith(run, watched.observer);
}

async function lookAgain(run: Look, connectionId: string): Promise<Verdict> {
	const {link, visibility, log, waits, observing} = run;
	const {isRestarted} = await waits.during(
		'observer',
		async () => link.renew(connectionId),
		observing,
	);
	return isRestarted
		? lookAfterRestart(run)
		: lookWith(
				run,
				createObserver({
					connection: link.connection(),
					visibility,
					connectionId,
					log,
					glance: glanceOf(run),
				}),
			);
}

/** How to see what others see of the run, if there is anything to see. */
function glanceOf({plan, link}: Run): Glance | undefined {
	return workloadOf(plan).glance?.(link.table().sql, plan);
}

/** When a server ends, so does every connection. What it left to roll back keeps its locks until that is done, in the background after the start. */
async function lookAfterRestart(run: Look): Promise<Verdict> {
	return readData(run, {awaitsLocks: true});
}

async function lookWith(run: Look, observer: Observer): Promise<Verdict> {
	const {connectionId} = currentRun(run.log);
	const {thread, transaction} = await run.waits.during(
		'gone',
		observer.untilGone,
		{connectionId},
	);
	return thread.type === 'hidden'
		? {
				outcome: 'unknown',
				reason: `this account can't see when the connection has ended: ${thread.why}`,
			}
		: readData(run, {awaitsLocks: transaction.type === 'hidden'});
}

async function readData(
	{link, plan, word, log, waits, observing}: Look,
	{awaitsLocks}: {awaitsLocks: boolean},
): Promise<Verdict> {
	return waits.during(
		'read',
		async () => {
			const {settle, inspect} = workloadOf(plan);
			await settle?.(link.connection(), {word, log});
			return reachVerdict(link.connection(), link.table(), {
				expected: expectation(currentRun(log)),
				inspect: async () =>
					inspect(link.connection(), {
						table: link.table().sql,
						run: currentRun(log),
						awaitsLocks,
					}),
			});
		},
		observing,
	);
}

/** What is known about the data if the user did not wait for the check. */
function left(run: RunState): Verdict {
	const commit = run.statements.findLast(({role}) => role === 'commit');
	return {
		outcome: 'unknown',
		reason: `you quit before the data were checked; ${answerOf(commit)}`,
	};
}

function answerOf(commit: RunState['statements'][number] | undefined): string {
	switch (commit?.ended?.outcome.type) {
		case 'ok': {
			return 'COMMIT had returned OK';
		}

		case 'error': {
			return `COMMIT had failed: ${commit.ended.outcome.failure.message}`;
		}

		case 'lost':
		case undefined: {
			return commit
				? 'COMMIT had not been answered'
				: 'no COMMIT had been sent';
		}
	}
}

/** How the watching ended, or that nobody waited for it. */
async function orLeft(watching: Promise<Observed>): Promise<Observed> {
	try {
		return await watching;
	} catch (error: unknown) {
		if (error instanceof LeftWaiting) {
			return {type: 'left'};
		}

		throw error;
	}
}

/** How long the server may take to end the statement of an aborted run, in ms. */
const endLimit = 400;

/** Ends the statement of an aborted run. The server would not notice that its client has gone while it waits for a lock, and a COMMIT would go through once the lock is free. */
async function endStatement(
	{control, log}: Run,
	connectionId: string,
): Promise<void> {
	const killer = control.current();
	const over = new AbortController();
	const end = async (connection: Connection) => {
		try {
			await query(connection, `KILL CONNECTION ${connectionId}`);
		} catch {
			// It is already gone.
		}
	};

	if (killer && currentStatement(currentRun(log))) {
		await Promise.race([end(killer), pause(endLimit, over.signal)]);
		over.abort();
	}
}

function currentRun(log: EventLog): RunState {
	const {run} = log.state();
	if (!run) {
		throw new Error('No run has begun');
	}

	return run;
}

/** Resolves when the signal is aborted, after logging that; or when nobody waits for it any more. */
async function interruption(
	signal: AbortSignal,
	log: EventLog,
	done: AbortSignal,
): Promise<void> {
	await aborted(signal, done);
	if (!done.aborted) {
		log.emit({type: 'run-broken', message: 'interrupted by the user'});
	}
}
