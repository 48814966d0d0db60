import {performance} from 'node:perf_hooks';
import test, {type ExecutionContext} from 'ava';
import {
	chooseRoutes,
	usualChoice,
	type KillRoutes,
} from '../../../source/lab/kills/choose-route.js';
import {createControl} from '../../../source/lab/kills/send.js';
import {keepControl} from '../../../source/lab/connections/control-connection.js';
import {
	createEventLog,
	type EventLog,
} from '../../../source/lab/history/event-log.js';
import {type KillKind} from '../../../source/lab/events/kill.js';
import {type LabEvent} from '../../../source/lab/events/events.js';
import {readKillProcedures} from '../../../source/lab/kills/procedures.js';
import {plainRoute} from '../../../source/lab/kills/route.js';
import {openRendezvous} from '../../../source/lab/connections/rendezvous.js';
import {findVisibility} from '../../../source/lab/connections/visibility.js';
import {connect} from '../../../source/server/connect.js';
import {readConnectionId} from '../../../source/server/connection-id.js';
import {query} from '../../../source/server/statement.js';
import {toFailure} from '../../../source/server/failure.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {productOf} from '../../../source/server/product.js';
import {readAnswers} from '../../../source/server/read-answers.js';
import {serverOf} from '../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';
import {plan} from '../../helpers/story.js';

/** Procedures with the services' names and signatures; Azure's here also return rows. */
const procedures = {
	rds: [
		'CREATE PROCEDURE mysql.rds_kill(IN thread BIGINT) KILL CONNECTION thread',
		'CREATE PROCEDURE mysql.rds_kill_query(IN thread BIGINT) KILL QUERY thread',
	],
	rdsMariadb: [
		'CREATE PROCEDURE mysql.rds_kill_query_id(IN query BIGINT) KILL QUERY ID query',
	],
	azure: [
		'CREATE PROCEDURE mysql.az_kill(IN id BIGINT) BEGIN SELECT id AS Id; SELECT 2; KILL CONNECTION id; END',
		'CREATE PROCEDURE mysql.az_kill_query(IN id BIGINT) BEGIN SELECT id AS Id; SELECT 2; KILL QUERY id; END',
	],
} as const;

/** Creates a service's procedures, and lets an account execute them. */
export async function offerProcedures(
	server: TestServer,
	service: keyof typeof procedures,
	user: string,
): Promise<void> {
	const root = await server.connect();
	for (const statement of procedures[service]) {
		const [, name = ''] = /mysql\.(\w+)/.exec(statement) ?? [];
		await root.query(`DROP PROCEDURE IF EXISTS mysql.${name}`);
		await root.query(statement);
		await root.query(`GRANT EXECUTE ON PROCEDURE mysql.${name} TO ${user}`);
	}

	await root.end();
}

/** A control whose account is not that of the connection it kills, and its events. */
type Bench = {
	readonly routes: KillRoutes;
	readonly events: readonly LabEvent[];
	readonly workId: string;
	readonly log: EventLog;
	/** Kills, and waits for the look that comes with a kill, or for its refusal. */
	readonly kill: (kind: KillKind) => Promise<void>;
	/** How a statement on the connection that is killed ends: nothing, or the number of the error. */
	readonly work: (sql: string) => Promise<number | undefined>;
	/** Waits until that connection is at a statement in this state. */
	readonly untilAt: (state: RegExp) => Promise<void>;
};

/** The tests of the routes of a kill when a plain KILL is refused, on one flavour of server. */
export function testRoutes(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour);
		const root = await server.connect();
		// The killed account must be an ordinary one: MySQL lets no procedure kill one with SYSTEM_USER.
		for (const user of ['worker', 'lonely', 'rds', 'azure']) {
			await root.query(`CREATE USER ${user}`);
			// They may see all connections, but not kill them.
			await root.query(`GRANT PROCESS ON *.* TO ${user}`);
			if (flavour === 'mysql') {
				await root.query(
					`GRANT SELECT ON performance_schema.threads TO ${user}`,
				);
			}
		}

		await root.end();
		await offerProcedures(server, 'rds', 'rds');
		await offerProcedures(server, 'azure', 'azure');
	});

	test.after.always(async () => {
		await server.stop();
	});

	const bench = async (t: ExecutionContext, user: string): Promise<Bench> => {
		const open = async () =>
			connect(serverOf(server, {user}), {multipleStatements: true});
		const connections = [
			await open(),
			await connect(serverOf(server, {user})),
			await connect(serverOf(server, {user: 'worker'})),
		] as const;
		const [first, observer, worker] = connections;
		const log = createEventLog(() => performance.now());
		const events: LabEvent[] = [];
		log.subscribe(event => {
			events.push(event);
		});
		const keeper = keepControl(first, open, log);
		await keeper.meet(
			await openRendezvous(worker, `routes ${user}`),
			new AbortController().signal,
		);
		t.teardown(() => {
			keeper.abandon();
			for (const connection of connections) {
				connection.destroy();
			}
		});

		const product = productOf(await readAnswers(observer));
		const routes = chooseRoutes(
			usualChoice,
			product,
			await readKillProcedures(observer),
		);
		if ('refused' in routes) {
			throw new Error(routes.refused);
		}

		const visibility = await findVisibility(observer, flavour);
		const workId = await readConnectionId(worker);
		const {version} = product;
		log.emit({
			type: 'server',
			server: {
				flavour,
				version,
				product: product.name,
				address: 'test',
				tls: false,
				surroundings: [],
			},
		});
		log.emit({type: 'run-started', run: 1, plan, connectionId: workId});
		const {kill} = createControl(keeper, visibility, log, routes);

		return {
			routes,
			events,
			workId,
			log,
			async kill(kind) {
				const told = new Promise<void>(resolve => {
					const stop = log.subscribe(({type}) => {
						if (type === 'kill-view' || type === 'kill-refused') {
							stop();
							resolve();
						}
					});
				});
				kill(kind, workId, {keyAt: log.now()});
				await told;
			},
			async work(sql) {
				try {
					await query(worker, sql);
					return undefined;
				} catch (error: unknown) {
					return toFailure(error).errno ?? -1;
				}
			},
			async untilAt(state) {
				for (;;) {
					const rows = await query(observer, 'SHOW PROCESSLIST');
					const row = rows.find(row => String(row['Id']) === workId);
					if (state.test(String(row?.['State']))) {
						return;
					}
				}
			},
		};
	};

	/** The kills' events: types, and what was sent. */
	const told = ({events}: Bench): ReadonlyArray<readonly string[]> =>
		events.flatMap(event =>
			event.type === 'kill-sent' || event.type === 'kill-rerouted'
				? [[event.type, event.statement ?? '']]
				: event.type.startsWith('kill-') && event.type !== 'kill-effect'
					? [[event.type]]
					: [],
		);

	// What is waited for in it is ended by 1317 on both flavours.
	const waiting = 'SELECT SLEEP(600) FROM (SELECT 1) AS t WHERE SLEEP(600) = 0';

	for (const [service, query, connection] of [
		['rds', 'mysql.rds_kill_query', 'mysql.rds_kill'],
		['azure', 'mysql.az_kill_query', 'mysql.az_kill'],
	] as const) {
		test.serial(
			`a refused KILL is sent again at once through ${service}'s procedure, and later kills go that way`,
			async t => {
				const lab = await bench(t, service);
				const {workId} = lab;
				const route = {
					query: `CALL ${query}(?)`,
					connection: `CALL ${connection}(?)`,
				};
				t.deepEqual(lab.routes, {first: plainRoute, fallback: route});

				const interrupted = lab.work(waiting);
				await lab.untilAt(/sleep/i);
				await lab.kill('query');
				// MySQL's SLEEP ends without an error when it is killed.
				t.true([1317, undefined].includes(await interrupted));
				t.deepEqual(told(lab), [
					['kill-sent', `KILL QUERY ${workId}`],
					['kill-rerouted', `CALL ${query}(${workId})`],
					['kill-acknowledged'],
					['kill-route'],
					['kill-view'],
				]);
				t.like(
					lab.events.find(({type}) => type === 'kill-rerouted'),
					{
						failure: {errno: 1095},
					},
				);
				t.deepEqual(lab.log.state().route, route);

				const before = lab.events.length;
				const lost = lab.work(waiting);
				await lab.untilAt(/sleep/i);
				await lab.kill('connection');
				t.not(await lost, undefined);
				t.deepEqual(told({...lab, events: lab.events.slice(before)}), [
					['kill-sent', `CALL ${connection}(${workId})`],
					['kill-acknowledged'],
					['kill-view'],
				]);
				const views = lab.events.flatMap(event =>
					event.type === 'kill-view' ? [event.thread.type] : [],
				);
				t.is(views[0], 'alive');
			},
		);

		test.serial(
			`${service}'s procedure finds nobody: the connection is already gone`,
			async t => {
				const lab = await bench(t, service);
				const gone = lab.work(waiting);
				await lab.untilAt(/sleep/i);
				await lab.kill('connection');
				t.not(await gone, undefined);
				const last = () => lab.log.state().run?.kills.at(-1);
				// The thread may need a moment to end.
				do {
					await lab.kill('connection');
				} while (last()?.answer?.type !== 'refused');

				t.like(last()?.answer, {failure: {errno: 1094}});
				t.is(last()?.effect?.effect, 'already-gone');
			},
		);
	}

	test.serial('where no procedure is offered the refusal stands', async t => {
		const lab = await bench(t, 'lonely');
		t.deepEqual(lab.routes, {first: plainRoute});
		await lab.kill('query');
		t.deepEqual(told(lab), [
			['kill-sent', `KILL QUERY ${lab.workId}`],
			['kill-refused'],
		]);
		const kill = lab.log.state().run?.kills[0];
		t.like(kill?.answer, {type: 'refused', failure: {errno: 1095}});
		t.is(kill?.effect?.effect, 'refused');
	});
}
