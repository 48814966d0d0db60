import {mkdtemp, rm} from 'node:fs/promises';
import path from 'node:path';
import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {hangUp} from '../server/connect.js';
import {checkAge} from '../server/product.js';
import {chooseRoutes, usualChoice} from './choose-route.js';
import {keepControl} from './control-connection.js';
import {createObserverLink, openObserver} from './observer-link.js';
import {problems} from './preflight/finding.js';
import {judge, refuseStops} from './preflight/preflight.js';
import {takeReadings} from './preflight/readings.js';
import {serverFacts} from './preflight/server-facts.js';
import {proveOneServer} from './rendezvous.js';
import {
	createSession,
	type Prepared,
	type Session,
	type SessionOptions,
} from './session.js';
import {openSettled} from './settle-session.js';
import {findSight} from './sight.js';
import {openTable, type LabTable} from './table.js';

/** How long a server that went away is waited for, in ms, unless it is said: a small one restarts in a few seconds. */
const usualPatience = 10_000;

/** The connections that are open when the preflight looks: control and observer. */
const openedBefore = 2;

/**
Connects, checks the server and creates the lab's table.

@throws {Refusal} when the server or the table can't be used; mysql2's error, when a connection fails.
*/
export async function openSession(options: SessionOptions): Promise<Session> {
	const {server, temporaryFolder} = options;
	const folder = await mkdtemp(path.join(temporaryFolder, 'kill-lab-files-'));

	// Both are there before the work connection is. While control lives, the id of the work connection can't be given to somebody else.
	const openControl = async () =>
		openSettled(server, {multipleStatements: true});
	const first = await openControl();
	const control = keepControl(first, openControl, options.log);
	let observer: Connection | undefined;
	try {
		observer = await openObserver(server);
		await proveOneServer(observer, first, options.fill);
		const {table, ...prepared} = await prepare(observer, options);
		const link = await createObserverLink({
			server,
			connection: observer,
			table,
			now: options.log.now,
			patience: options.patience ?? usualPatience,
		});
		return createSession({...options, folder, control, link, ...prepared});
	} catch (error: unknown) {
		control.abandon();
		if (observer) {
			hangUp(observer);
		}

		await rm(folder, {recursive: true, force: true});
		throw error;
	}
}

/** Looks at the server and creates the lab's table, if nothing speaks against it. */
async function prepare(
	observer: Connection,
	{address, plan, killChoice = usualChoice, log, consent}: SessionOptions,
): Promise<Pick<Prepared, 'routes' | 'sight'> & {table: LabTable}> {
	const readings = await takeReadings(observer, plan.schema);
	const {product, sight} = readings;
	checkAge(product);
	const facts = await serverFacts(observer, readings, {
		address,
		isOwn: consent !== undefined,
	});
	log.emit({type: 'server', server: facts});

	const routes = chooseRoutes(killChoice, product, readings.killProcedures);
	if ('refused' in routes) {
		throw new Refusal(routes.refused);
	}

	const findings = judge(readings, plan, openedBefore);
	refuseStops(findings);
	const warnings = problems(findings, 'warning');
	if (warnings.length > 0) {
		log.emit({type: 'preflight', warnings});
	}

	await consent?.(facts);
	return {
		routes,
		sight: killChoice.byQueryId
			? await findSight(observer, product.flavour, {seesQueryIds: true})
			: sight,
		table: await openTable(observer, plan.schema),
	};
}
