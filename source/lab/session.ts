import {rm} from 'node:fs/promises';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {disconnect} from '../server/connect.js';
import {isUnanswered} from '../server/statement.js';
import {type FillRandom} from '../random.js';
import {
	usualChoice,
	type KillChoice,
	type KillRoutes,
} from './kills/choose-route.js';
import {type ControlConnection} from './connections/control-connection.js';
import {createControl, type KillCause} from './kills/send.js';
import {endOwn} from './connections/end-own.js';
import {type EventLog} from './history/event-log.js';
import {
	onInterruptChoices,
	type InterruptAnswer,
	type OnInterrupt,
	type RunPlan,
} from './events/run-plan.js';
import {type KillKind} from './events/kill.js';
import {type ServerFacts, type Verdict} from './events/events.js';
import {fireAims} from './kills/fire-aims.js';
import {type Leftovers} from './events/leftovers.js';
import {type Aim} from './events/aim.js';
import {type ObserverLink} from './connections/observer-link.js';
import {runOnce} from './run.js';
import {tellRunWaits} from './connections/tell-run-waits.js';
import {type Visibility} from './connections/visibility.js';
import {type Waiting, type Waits} from './connections/waits.js';
import {Pacer} from './upload/pacer.js';
import {changeWorkload, dropBefore} from './change-workload.js';
import {createSessionPlan, type PacedWorkload} from './session-plan.js';
import {type PlannedWorkload} from './workloads/facts/contract.js';
import {fitsPlan} from './workloads/facts/fits-plan.js';

/** What a session is opened with. */
export type SessionOptions = {
	readonly server: Server;
	/** The server's name on the screen. */
	readonly address: string;
	readonly plan: RunPlan;
	readonly log: EventLog;
	readonly fill: FillRandom;
	/**
	Asked before anything is written to the user's server; absent: the server is thrown away.

	@throws {Refusal} when the answer is no.
	*/
	readonly consent?: (server: ServerFacts) => Promise<void>;
	/** How kills are sent; absent: the default. */
	readonly killChoice?: KillChoice;
	/** Where the folder for the run's files is made. */
	readonly temporaryFolder: string;
	/** How long to wait for a server that went away, in ms. */
	readonly patience?: number;
	/** Reports what the lab waits for, and ends the wait when the user quits; absent: nobody quits. */
	readonly waits?: Waits;
	/** Gets what would stay on the server; absent: nobody asks. */
	readonly leftovers?: Leftovers;
};

/** What one run is to be. */
export type RunRequest = {
	/** Absent: that of the session. It may need no more of the server than that, and no other table. */
	readonly workload?: PlannedWorkload;
	/** The kills that are sent in it; absent: none. */
	readonly aims?: readonly Aim[];
	/** What follows an interruption; absent: as it is now. */
	readonly onInterrupt?: OnInterrupt;
	/** Bytes per second; undefined: as fast as the server takes them; absent: as it is now. */
	readonly rate?: number | undefined;
	/** Aborting cuts the run short; the verdict still comes. */
	readonly signal: AbortSignal;
};

/** The lab on one server: the connections that live as long as it does, and its table. */
export type Session = {
	/** Sends a kill to the newest run's connection, at once. Nothing is sent before the first run. */
	readonly kill: (kind: KillKind, keyAt: number) => void;
	/** Changes the upload's rate, in bytes per second; `undefined`: as fast as the server takes them. */
	readonly setRate: (rate: number | undefined) => void;
	readonly togglePause: () => void;
	/** Switches to the next of the things that can follow an interruption. */
	readonly changeOnInterrupt: () => void;
	/** Answers what the client does after the interruption that it asks about; nothing if it does not ask, or not for this. */
	readonly answer: (answer: InterruptAnswer) => void;
	/** Arms this kill instead of the one before, or none. It is sent once, when its moment comes, in this run or a later one. */
	readonly arm: (plan: Aim | undefined) => void;
	/** What the next run does, unless its request says otherwise. */
	readonly plan: () => RunPlan;
	/**
	Between two runs: the next ones have another workload. Its table takes the place of the one before, which is dropped if it is proven to be the lab's; an armed kill whose moment can't come any more is disarmed. A workload that comes back is as the session had it before.

	@param wanted - What it is if the session has not had it yet.
	@param how.isNew - It is as wanted, whatever it was before.
	@throws {Refusal} when the server is the user's own, who has agreed to one plan; when it is not fit for the workload, or the table can't be used; mysql2's error, when the connection is lost: then the workload stays. {Refusal} too, when only the table before can't be dropped.
	*/
	readonly choose: (
		wanted: PacedWorkload,
		how?: {readonly isNew: boolean},
	) => Promise<void>;
	/**
	One run, from its own connection to the verdict.

	@throws {Refusal} when that connection can't be opened or is on another server; mysql2's error, when the table can't be emptied.
	*/
	readonly run: (request: RunRequest) => Promise<Verdict>;
	/**
	Drops the lab's table unless the user keeps it, reports what stays, and closes the connections.

	@throws mysql2's error, when the table can't be dropped.
	*/
	readonly close: (options: {readonly keep: boolean}) => Promise<void>;
	/** Drops everything at once: for a server that is thrown away, or a user in a hurry. */
	readonly abandon: () => Promise<void>;
};

/** What a session needs in addition, once it is opened and everything is checked. */
export type Prepared = SessionOptions & {
	readonly leftovers: Leftovers;
	/** For the files of the runs. */
	readonly folder: string;
	readonly control: ControlConnection;
	readonly link: ObserverLink;
	readonly routes: KillRoutes;
	readonly visibility: Visibility;
	readonly waits: Waits;
};

/** A workload that comes back is as it was. */
const usualChange = {isNew: false} as const;

/** Creates a session from what was prepared. */
export function createSession({
	server,
	address,
	plan,
	log,
	fill,
	folder,
	control,
	link,
	routes,
	visibility: {interval: firstInterval, ...visibility},
	waits,
	leftovers,
	consent,
	killChoice = usualChoice,
}: Prepared): Session {
	const observing = waitingOf(link, control);
	const pacer = new Pacer(log.now, plan.rate);
	const planned = createSessionPlan(plan, pacer);
	const {kill} = createControl(control, visibility, log, routes);
	let runs = 0;
	let {onInterrupt} = plan;
	let interval = firstInterval;

	/** The hashes of all files made here: what the table may contain once the lab has emptied it. */
	let hashes = new Set<string>();
	const own = () => (hashes.size === 0 ? 'any lab' : hashes);

	const abandon = async () => {
		const connection = link.connection();
		if (isUnanswered(connection)) {
			await endOwn(connection, {
				through: control.present(),
				place: link.place(),
			});
		}

		control.abandon();
		link.abandon();
		await rm(folder, {recursive: true, force: true});
	};

	const emitPace = () => {
		const {isPaused, rate} = pacer;
		log.emit({
			type: 'pace',
			paused: isPaused,
			...(rate !== undefined && {rate}),
		});
	};

	const killNow = (kind: KillKind, cause: KillCause) => {
		const connectionId = log.state().run?.connectionId;
		if (connectionId !== undefined) {
			kill(kind, connectionId, cause);
		}
	};

	const aims = fireAims(log, (kind, aim) => {
		killNow(kind, {aim});
	});
	log.subscribe(event => {
		if (event.type === 'step-made' && event.hash !== undefined) {
			hashes.add(event.hash);
		}
	});

	log.emit({type: 'planned', plan: planned.next(onInterrupt)});
	return {
		kill(kind, keyAt) {
			killNow(kind, {keyAt});
		},
		setRate(rate) {
			pacer.setRate(rate);
			emitPace();
		},
		togglePause() {
			if (pacer.isPaused) {
				pacer.resume();
			} else {
				pacer.pause();
			}

			emitPace();
		},
		changeOnInterrupt() {
			const next = onInterruptChoices.indexOf(onInterrupt) + 1;
			onInterrupt =
				onInterruptChoices[next % onInterruptChoices.length] ?? 'rollback';
			log.emit({type: 'on-interrupt', onInterrupt});
		},
		answer(answer) {
			const question = log.state().run?.question;
			if (question?.answers.includes(answer)) {
				const {statement} = question;
				log.emit({type: 'interrupt-answered', statement, answer});
			}
		},
		arm: aims.arm,
		plan: () => planned.next(onInterrupt),
		async choose(wanted, {isNew} = usualChange) {
			const {name} = wanted.workload;
			if (consent) {
				throw new Refusal(
					`Nothing is written to your own server but what you agreed to. Start again with --workload ${name}.`,
				);
			}

			const next = isNew ? wanted : planned.remember(wanted);
			const changed = await changeWorkload(
				{
					from: planned.next(onInterrupt),
					to: planned.next(onInterrupt, next),
				},
				{address, killChoice, link, leftovers, log, waits, observing},
			);
			const rows = own();
			// What is in its table now is of earlier runs, or of earlier labs.
			hashes = new Set();
			interval = changed.interval;
			planned.use(next);
			log.emit({type: 'planned', plan: planned.next(onInterrupt)});
			const {armed} = log.state();
			if (armed && !fitsPlan(armed, next)) {
				aims.arm(undefined);
			}

			if (changed.before) {
				await dropBefore(changed.before, rows, {waits, observing});
			}
		},
		async run({signal, workload, ...request}) {
			runs++;
			onInterrupt = request.onInterrupt ?? onInterrupt;
			if ('rate' in request) {
				pacer.setRate(request.rate);
			}

			pacer.resume();
			aims.plan(request.aims ?? []);
			const stopTelling = tellRunWaits(log, waits, control.present);
			signal.addEventListener('abort', link.hurry, {once: true});
			if (signal.aborted) {
				link.hurry();
			}

			try {
				return await runOnce({
					run: runs,
					server,
					visibility: {
						...visibility,
						...(interval !== undefined && {interval}),
					},
					control,
					link,
					plan: planned.next(onInterrupt, workload),
					pacer,
					folder,
					fill,
					log,
					waits,
					observing,
					signal,
					waitingKills: aims.waiting,
					own: own(),
				});
			} finally {
				aims.plan([]);
				stopTelling();
				signal.removeEventListener('abort', link.hurry);
			}
		},
		async close({keep}) {
			// The lab has already waited for a server that went away.
			link.hurry();
			try {
				if (!keep) {
					await waits.during('observer', link.ensure, observing);
					await waits.during(
						'drop',
						async () => link.table().drop(own()),
						observing,
					);
				}

				for (const leftover of leftovers.list()) {
					log.emit({type: 'left', leftover});
				}

				await disconnect(link.connection());
				await control.end();
			} finally {
				await abandon();
			}
		},
		abandon,
	};
}

/** The waits of the observer connection, which also creates, empties and drops the table. */
function waitingOf(link: ObserverLink, control: ControlConnection): Waiting {
	return {
		connection: link.connection,
		end() {
			void endOwn(link.connection(), {
				through: control.present(),
				place: link.place(),
			});
		},
	};
}
