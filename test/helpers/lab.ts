import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {type KillChoice} from '../../source/lab/kills/choose-route.js';
import {
	createEventLog,
	type EventLog,
} from '../../source/lab/history/event-log.js';
import {type Effect} from '../../source/lab/events/kill.js';
import {type LabEvent, type Verdict} from '../../source/lab/events/events.js';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {type Aim} from '../../source/lab/events/aim.js';
import {openSession} from '../../source/lab/open-session.js';
import {type Session} from '../../source/lab/session.js';
import {type LabState, type RunState} from '../../source/lab/history/state.js';
import {fillRandom} from '../../source/random.js';
import {type Server} from '../../source/server/address.js';
import {blobsPlan} from '../../source/lab/workloads/blobs/options.js';
import {changePlan, type BlobsChange} from './blobs.js';
import {type TestServer} from './server.js';

export const megabyte = 1024 ** 2;

/** A session on a test server, and its events. */
export type TestLab = {
	readonly session: Session;
	readonly events: readonly LabEvent[];
	/** The newest run. */
	readonly run: () => RunState;
	readonly state: () => LabState;
	readonly now: () => number;
	/** The first event from now on for which the condition holds. The condition is called as soon as an event happens, as a key would be. */
	readonly when: (
		condition: (event: LabEvent, state: LabState) => boolean,
		act?: () => void,
	) => Promise<LabEvent>;
	/** The verdict of one run. */
	readonly verdictOf: (signal?: AbortSignal) => Promise<Verdict>;
	/** What each kill did; `undefined` until that is known. */
	readonly effects: () => ReadonlyArray<Effect | undefined>;
	/** Creates no file, or no further piece of one, until something has happened: what happens meanwhile is between two statements, however busy the machine is. */
	readonly holdFile: (until: Promise<unknown>) => void;
	/** The folder of the runs' files. */
	readonly temporaryFolder: string;
	/** Names of the files on disk. */
	readonly filesOnDisk: () => Promise<readonly string[]>;
	readonly close: () => Promise<void>;
	/** Drops everything at once. */
	readonly abandon: () => Promise<void>;
};

/** The server's socket and root, or somebody else. */
export function serverOf(
	{socketPath, user}: TestServer,
	account: Partial<Server> = {},
): Server {
	return {address: {type: 'socket', path: socketPath}, user, ...account};
}

type TestLabOptions = {
	/** Listens from the first event on. */
	readonly attend?: (log: EventLog) => void;
	readonly killChoice?: KillChoice;
	/** Another workload than the blobs. */
	readonly workload?: Pick<RunPlan, 'workload' | 'steps'>;
	/** Makes the next file while the server is busy, as the program does; otherwise in its turn, so that there is a time without a statement. */
	readonly makesAhead?: true;
	/** Happens between the preflight and the creation of the table, as the user's answer does. */
	readonly consent?: () => Promise<void>;
};

/** Opens a session with small files and its own schema. */
export async function openTestLab(
	server: Server,
	{
		patience,
		...change
	}: BlobsChange &
		Pick<RunPlan, 'schema'> & {
			/** How long to wait for a server that went away, in ms. */
			readonly patience?: number;
		},
	kills: readonly Aim[] = [],
	{attend, killChoice, workload, consent, makesAhead}: TestLabOptions = {},
): Promise<TestLab> {
	const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	const log = createEventLog(() => performance.now());
	attend?.(log);
	const events: LabEvent[] = [];
	log.subscribe(event => {
		events.push(event);
	});

	const removeFolder = async () =>
		rm(temporaryFolder, {recursive: true, force: true});
	let held: Promise<unknown> = Promise.resolve();
	const session = await openSession({
		server,
		address: 'test',
		plan: {
			...changePlan(
				{
					...blobsPlan({files: 3, size: 5 * megabyte, protocol: 'binary'}),
					onInterrupt: 'rollback',
					autocommit: false,
					pauseCommit: false,
					schema: change.schema,
				},
				change,
			),
			...workload,
		},
		log,
		async fill(piece, signal) {
			if (signal && !makesAhead) {
				await untilItsTurn(log, signal);
			}

			await held;
			return fillRandom(piece);
		},
		...(killChoice && {killChoice}),
		...(consent && {consent}),
		temporaryFolder,
		...(patience !== undefined && {patience}),
	}).catch(async (error: unknown) => {
		await removeFolder();
		throw error;
	});

	const run = () => {
		const {run} = log.state();
		if (!run) {
			throw new Error('No run has begun');
		}

		return run;
	};

	return {
		session,
		events,
		run,
		state: log.state,
		now: log.now,
		async when(condition, act) {
			return new Promise(resolve => {
				const unsubscribe = log.subscribe((event, state) => {
					if (condition(event, state)) {
						unsubscribe();
						act?.();
						resolve(event);
					}
				});
			});
		},
		async verdictOf(signal = new AbortController().signal) {
			return session.run({aims: kills, signal});
		},
		effects: () => run().kills.map(({effect}) => effect?.effect),
		holdFile(until) {
			held = until;
		},
		temporaryFolder,
		async filesOnDisk() {
			const names = await readdir(temporaryFolder, {recursive: true});
			return names.filter(name => name.endsWith('.bin'));
		},
		async close() {
			try {
				await session.close({keep: false});
			} finally {
				await removeFolder();
			}
		},
		async abandon() {
			await session.abandon();
			await removeFolder();
		},
	};
}

/** Waits until the run has come to the file that is being made. */
async function untilItsTurn(log: EventLog, signal: AbortSignal): Promise<void> {
	const isAhead = () => log.state().run?.steps.at(-1)?.madeAt !== undefined;
	if (!isAhead() || signal.aborted) {
		return;
	}

	await new Promise<void>(resolve => {
		const end = () => {
			unsubscribe();
			signal.removeEventListener('abort', end);
			resolve();
		};

		const unsubscribe = log.subscribe(() => {
			if (!isAhead()) {
				end();
			}
		});
		signal.addEventListener('abort', end);
	});
}
