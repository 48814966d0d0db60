import process from 'node:process';
import {
	createEventLog,
	type EventLog,
	type EventSource,
} from '../../lab/history/event-log.js';
import {reduceNewest} from '../../lab/history/reduce.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {createWaits} from '../../lab/connections/waits.js';
import {openSession} from '../../lab/open-session.js';
import {runPlanOf} from '../../lab/sweep/run-plan-of.js';
import {type Session} from '../../lab/session.js';
import {type PlannedWorkload} from '../../lab/workloads/facts/contract.js';
import {type SweepOptions} from '../../options/read-sweep.js';
import {fillRandom} from '../../random.js';
import {closeSession} from '../close-session.js';
import {openTarget, type OpenTarget} from '../target/open-target.js';
import {serverRefusal} from '../target/server-refusal.js';
import {startProgress} from '../target/start-progress.js';
import {createWrittenPlace} from '../lab/written-place.js';

/** A workload on the server, ready to be tried. */
export type Plot = {
	readonly session: Session;
	readonly log: EventLog;
	readonly plan: RunPlan;
	readonly server: ServerFacts;
	/** Removes what was created. @throws {Refusal} when something is left behind. */
	readonly close: () => Promise<void>;
};

/** The server that is swept. */
export type Field = {
	/** Why it is not the server that one would expect. */
	readonly note?: string;
	/** The next workload; one at a time. @throws {Refusal} when the server can't run it; the signal's reason when the user quits. */
	readonly open: (workload: PlannedWorkload) => Promise<Plot>;
	readonly close: () => Promise<void>;
};

/** What a sweep works with, besides the user's options. */
export type SweepContext = {
	/** Aborted when the user quits. */
	readonly leaving: AbortSignal;
	/** Sentences about what would stay on the user's server if the program ended now. */
	readonly leftBehind: Set<string>;
	/** Tells what the runs of a log wait for. @returns To be called once nothing more is to be told. */
	readonly tellWaits: (log: EventSource) => () => void;
};

/**
Starts the server, or takes the one that was named.

@param agree - Asked once, before anything is written to a server of the user's. @throws {Refusal} when the answer is no.
@throws {Refusal} when there is no server; the signal's reason when the user quits.
*/
export async function openField(
	options: Pick<SweepOptions, 'target' | 'schema' | 'killChoice'>,
	agree: (server: ServerFacts) => Promise<void>,
	context: SweepContext,
): Promise<Field> {
	const progress = startProgress(process.stderr);
	const target = await openTarget(
		options.target,
		context.leaving,
		progress.report,
	).finally(progress.end);
	let hasAgreed = false;
	return {
		...(target.note !== undefined && {note: target.note}),
		async open(workload) {
			return openPlot(workload, target, {
				...options,
				...context,
				async consent(server) {
					if (!hasAgreed) {
						await agree(server);
						hasAgreed = true;
					}
				},
			});
		},
		close: target.close,
	};
}

async function openPlot(
	workload: PlannedWorkload,
	{server, address, isThrowaway, temporaryFolder}: OpenTarget,
	{
		schema,
		killChoice,
		leaving,
		leftBehind,
		tellWaits,
		consent,
	}: Pick<SweepOptions, 'schema' | 'killChoice'> &
		SweepContext & {
			readonly consent: (server: ServerFacts) => Promise<void>;
		},
): Promise<Plot> {
	const log = createEventLog(() => performance.now(), reduceNewest);
	const waits = createWaits({log, server, leaving});
	const plan = runPlanOf(workload, schema);
	const place = createWrittenPlace(address, leftBehind);
	const stopTelling = tellWaits(log);
	try {
		const session = await openSession({
			server,
			address,
			plan,
			log,
			fill: fillRandom,
			killChoice,
			temporaryFolder,
			waits,
			// A throwaway server does not come back.
			...(isThrowaway ? {patience: 0} : {consent, leftovers: place.leftovers}),
		});
		const facts = log.state().server;
		if (!facts) {
			throw new Error('The session is open, and the server is not known');
		}

		return {
			session,
			log,
			plan,
			server: facts,
			async close() {
				stopTelling();
				if (await closeSession(session, waits, {keep: false})) {
					place.forget();
				}
			},
		};
	} catch (error: unknown) {
		stopTelling();
		leaving.throwIfAborted();
		throw serverRefusal(server, error);
	}
}
