import {type Connection} from 'mysql2';
import {type KillChoice} from '../../lab/kills/choose-route.js';
import {examineServer} from '../../lab/examine-server.js';
import {workloadOf} from '../../lab/workloads/acts.js';
import {lookForUser} from '../../lab/preflight/in-use.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {proveOneServer} from '../../lab/connections/rendezvous.js';
import {openConnection} from '../../lab/connections/open-connection.js';
import {createEventLog} from '../../lab/history/event-log.js';
import {createWaits, type Waits} from '../../lab/connections/waits.js';
import {fillRandom} from '../../random.js';
import {type Examination} from '../../output/doctor-report.js';
import {Refusal} from '../../refusal.js';
import {hangUp} from '../../server/statement.js';
import {lookForLeftSettings} from './left-settings.js';
import {type OpenTarget} from './open-target.js';

/** The connections that are open when the doctor checks. */
const opened = 2;

/**
Checks a server as the lab does before a run, through connections that are set up like the lab's, and changes nothing.

@throws {Refusal} when the lab can't work on this server at all; mysql2's error, when a connection fails.
*/
export async function examineTarget(
	{
		server,
		address,
		isThrowaway,
	}: Pick<OpenTarget, 'server' | 'address' | 'isThrowaway'>,
	{
		plan,
		killChoice,
		waits = createWaits({log: createEventLog(() => performance.now()), server}),
	}: {
		readonly plan: RunPlan;
		readonly killChoice: KillChoice;
		/** Reports what the doctor waits for; absent: nothing is reported. */
		readonly waits?: Waits;
	},
): Promise<Examination> {
	const demands = workloadOf(plan).demands(plan);
	const open = async () =>
		waits.during('connect', async () => openConnection(server));
	const connection = await open();
	const waiting = {connection: () => connection};
	let another: Connection | undefined;
	try {
		// As the lab does with its own connections: this exposes a proxy.
		const other = await open();
		another = other;
		await waits.during(
			'rendezvous',
			async () => proveOneServer(connection, other, fillRandom),
			waiting,
		);
		const {readings, facts, routes, findings} = await waits.during(
			'preflight',
			async () =>
				examineServer(connection, demands, {
					address,
					isOwn: !isThrowaway,
					killChoice,
					opened,
				}),
			waiting,
		);
		if ('refused' in routes) {
			throw new Refusal(routes.refused);
		}

		return {
			server: facts,
			account: readings.account,
			plan,
			findings: [
				...findings,
				...(await lookForUser(connection, demands.place)),
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
