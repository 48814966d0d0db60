import {mkdtemp, rm} from 'node:fs/promises';
import path from 'node:path';
import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {hangUp} from '../server/statement.js';
import {offerSpare} from '../server/second-look.js';
import {usualChoice} from './kills/choose-route.js';
import {keepControl} from './connections/control-connection.js';
import {type ServerFacts} from './events/events.js';
import {takeExtraPort} from './connections/extra-port.js';
import {endOwn} from './connections/end-own.js';
import {createLeftovers} from './events/leftovers.js';
import {createObserverLink, openObserver} from './connections/observer-link.js';
import {lookInterval} from './preflight/account-limits.js';
import {problems} from './events/finding.js';
import {refuseStops} from './preflight/preflight.js';
import {isWrittenElsewhere} from './preflight/written-elsewhere.js';
import {proveOneServer} from './connections/rendezvous.js';
import {
	createSession,
	type Prepared,
	type Session,
	type SessionOptions,
} from './session.js';
import {openConnection} from './connections/open-connection.js';
import {findVisibility} from './connections/visibility.js';
import {openTable, type LabTable} from './own-table/own-table.js';
import {examineServer} from './examine-server.js';
import {workloadOf} from './workloads/acts.js';
import {createWaits, type Waiting} from './connections/waits.js';

/** How long to wait for a server that went away, in ms, by default: a small one restarts in a few seconds. */
const usualPatience = 10_000;

/** The connections that are open when the preflight looks: control and observer. */
const openedBefore = 2;

/**
Connects, checks the server and creates the lab's table.

@throws {Refusal} when the server or the table can't be used; mysql2's error, when a connection fails.
*/
export async function openSession(options: SessionOptions): Promise<Session> {
	const {server, temporaryFolder, log, leftovers = createLeftovers()} = options;
	const waits = options.waits ?? createWaits({log, server});
	const folder = await mkdtemp(path.join(temporaryFolder, 'kill-lab-files-'));

	// Both are opened before the work connection. While control lives, the id of the work connection can't be given to somebody else.
	const openControl = async () =>
		openConnection(server, {multipleStatements: true});
	const first = await waits.during('connect', openControl);
	const control = keepControl(first, openControl, options.log);
	let observer: Connection | undefined;
	try {
		const opened = await waits.during('connect', async () =>
			openObserver(server),
		);
		observer = opened;
		const connection = () => opened;
		const place = await waits.during(
			'rendezvous',
			async () => proveOneServer(opened, first, options.fill),
			{connection},
		);
		offerSpare(server, control.present);
		const {table, ...prepared} = await prepare(
			opened,
			{
				...options,
				waits,
				leftovers,
				async onServer({surroundings}) {
					await takeExtraPort({server, control, place, log, surroundings});
				},
			},
			{
				connection,
				end() {
					void endOwn(opened, {through: control.present(), place});
				},
			},
		);
		const link = await waits.during(
			'observer',
			async () =>
				createObserverLink({
					server,
					connection: opened,
					table,
					place,
					fill: options.fill,
					now: options.log.now,
					patience: options.patience ?? usualPatience,
				}),
			{connection},
		);
		return createSession({
			...options,
			leftovers,
			folder,
			control,
			link,
			waits,
			...prepared,
		});
	} catch (error: unknown) {
		control.abandon();
		if (observer) {
			hangUp(observer);
		}

		await rm(folder, {recursive: true, force: true});
		throw error;
	}
}

/** Checks the server and creates the lab's table, if nothing stops it. */
async function prepare(
	observer: Connection,
	{
		address,
		server: {user},
		plan,
		killChoice = usualChoice,
		log,
		consent,
		waits,
		onServer,
		leftovers,
	}: SessionOptions &
		Pick<Prepared, 'waits' | 'leftovers'> & {
			/** Called with what was read. */
			readonly onServer: (server: ServerFacts) => Promise<void>;
		},
	observing: Waiting,
): Promise<Pick<Prepared, 'routes' | 'visibility'> & {table: LabTable}> {
	const demands = workloadOf(plan).demands(plan);
	const {
		readings,
		facts: {own, ...known},
		routes,
		findings,
	} = await waits.during(
		'preflight',
		async () =>
			examineServer(observer, demands, {
				address,
				isOwn: consent !== undefined,
				killChoice,
				opened: openedBefore,
			}),
		observing,
	);
	const facts = {...known, ...(own && {own: {...own, user}})};
	log.emit({type: 'server', server: facts});
	await waits.during('connect', async () => onServer(facts));

	if ('refused' in routes) {
		throw new Refusal(routes.refused);
	}

	refuseStops(findings);
	const warnings = problems(findings, 'warning');
	if (warnings.length > 0) {
		log.emit({type: 'preflight', warnings});
	}

	await consent?.(facts);
	const interval = lookInterval(readings, demands.hourly);
	return {
		routes,
		visibility: {
			...(killChoice.byQueryId
				? await findVisibility(observer, facts.flavour, {seesQueryIds: true})
				: readings.visibility),
			...(interval !== undefined && {interval}),
		},
		table: await waits.during(
			'create',
			async () =>
				openTable(observer, demands.place, leftovers, {
					isWrittenElsewhere: isWrittenElsewhere(readings),
				}),
			observing,
		),
	};
}
