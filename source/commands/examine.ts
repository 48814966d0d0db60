import {type Connection} from 'mysql2';
import {chooseRoutes, type KillChoice} from '../lab/choose-route.js';
import {lookForUser} from '../lab/preflight/in-use.js';
import {judge} from '../lab/preflight/preflight.js';
import {takeReadings} from '../lab/preflight/readings.js';
import {serverFacts} from '../lab/preflight/server-facts.js';
import {type Plan} from '../lab/plan.js';
import {proveOneServer} from '../lab/rendezvous.js';
import {openSettled} from '../lab/settle-session.js';
import {fillRandom} from '../lab/workload/random-file.js';
import {type Examination} from '../output/doctor-report.js';
import {Refusal} from '../refusal.js';
import {hangUp} from '../server/connect.js';
import {checkAge} from '../server/product.js';
import {lookForLeftSettings} from './left-settings.js';
import {type OpenTarget} from './open-target.js';

/** The connections that are open when the doctor looks. */
const opened = 2;

/**
Looks at a server as the lab does before a run, through connections that are settled as the lab's are, and changes nothing.

@throws {Refusal} when the lab can't be on this server at all; mysql2's error, when a connection fails.
*/
export async function examineServer(
	{
		server,
		address,
		isThrowaway,
	}: Pick<OpenTarget, 'server' | 'address' | 'isThrowaway'>,
	{plan, killChoice}: {readonly plan: Plan; readonly killChoice: KillChoice},
): Promise<Examination> {
	const connection = await openSettled(server);
	let another: Connection | undefined;
	try {
		// As the lab does with its own: a proxy is found out.
		another = await openSettled(server);
		await proveOneServer(connection, another, fillRandom);
		const readings = await takeReadings(connection, plan.schema);
		const {product, account} = readings;
		checkAge(product);
		const routes = chooseRoutes(killChoice, product, readings.killProcedures);
		if ('refused' in routes) {
			throw new Refusal(routes.refused);
		}

		return {
			server: await serverFacts(connection, readings, {
				address,
				isOwn: !isThrowaway,
			}),
			account,
			plan,
			findings: [
				...judge(readings, plan, opened),
				...(await lookForUser(connection, plan.schema)),
				...(isThrowaway ? [] : await lookForLeftSettings(connection)),
			],
		};
	} finally {
		if (another) {
			hangUp(another);
		}

		hangUp(connection);
	}
}
