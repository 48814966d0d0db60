import test, {type ExecutionContext} from 'ava';
import {Refusal} from '../../../source/refusal.js';
import {type Server} from '../../../source/server/address.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, type TestLab} from '../../helpers/lab.js';
import {inUpload, slowly} from '../../helpers/moments.js';
import {until} from '../../helpers/program.js';
import {
	renumber,
	startProxy,
	type Proxy,
	type ProxyOptions,
} from '../../helpers/proxy.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

const account = {
	user: 'guest',
	password: 'guest',
	publicKey: {type: 'server'},
} as const;

/** A lab's connections in the order in which it opens them. */
const [control, observer, work, again] = [0, 1, 2, 3];

/** The tests that control, observer and work are on one server, and of a lost control connection, on one flavour of server. */
export function testRendezvous(flavour: Flavour): void {
	let servers: readonly TestServer[] = [];
	let schemas = 0;

	test.before(async () => {
		servers = [
			await sandboxServer(flavour, {tcp: true}),
			await sandboxServer(flavour, {tcp: true}),
		];
		for (const server of servers) {
			const root = await server.connect();
			await root.query("CREATE USER guest IDENTIFIED BY 'guest'");
			await root.query('GRANT ALL ON *.* TO guest');
			await root.end();
		}
	});

	test.after.always(async () => {
		for (const server of servers) {
			await server.stop();
		}
	});

	/** A proxy in front of both servers; `second` says which connections go to the second one. */
	const through = async (
		t: ExecutionContext,
		second: (connection: number) => boolean,
		change?: ProxyOptions['change'],
	): Promise<{proxy: Proxy; server: Server}> => {
		const proxy = await startProxy({
			route: connection => servers[second(connection) ? 1 : 0]?.tcp?.port ?? 0,
			...(change && {change}),
		});
		t.teardown(proxy.close);
		const address = {type: 'tcp', host: '127.0.0.1', port: proxy.port} as const;
		return {proxy, server: {address, ...account}};
	};

	/** Whether the first server has accepted the lab again since a given connection. */
	const hasConnectionAfter = async (id: string): Promise<boolean> => {
		const root = await servers[0]?.connect();
		const [rows] = (await root?.query(
			`SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'guest' AND ID > ${id}`,
		)) ?? [[]];
		await root?.end();
		return Array.isArray(rows) && rows.length > 0;
	};

	const open = async (server: Server): Promise<TestLab> => {
		schemas++;
		return openTestLab(server, {schema: `rendezvous_${schemas}`, ...slowly});
	};

	const strayed = test.macro({
		async exec(t, stray: number) {
			const {server} = await through(t, connection => connection === stray);
			const {message} = await t.throwsAsync(open(server), {
				instanceOf: Refusal,
			});
			t.regex(message, /reached different servers, .* load balancer/);
			const ports = servers.map(({tcp}) => String(tcp?.port));
			t.true(ports.every(port => message.includes(`:${port}`)));
			for (const {connect} of servers) {
				const root = await connect();
				const [rows] = await root.query(
					`SHOW DATABASES LIKE 'rendezvous_${schemas}'`,
				);
				t.deepEqual(rows, []);
				await root.end();
			}
		},
		title: name =>
			`a balancer that sends ${name} to another server is found before anything is written`,
	});

	test.serial('control', strayed, control);
	test.serial('observer', strayed, observer);

	test.serial(
		'a balancer that sends the work connection to another server is found before the run',
		async t => {
			const {server} = await through(t, connection => connection === work);
			const lab = await open(server);
			t.teardown(lab.close);
			await t.throwsAsync(lab.verdictOf(), {
				instanceOf: Refusal,
				message: /reached different servers/,
			});
			t.false(lab.events.some(({type}) => type === 'run-started'));
			// The next connection goes to the same server as the others.
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		},
	);

	test.serial('a proxy that has its own connection ids is found', async t => {
		const {server} = await through(t, () => false, renumber);
		await t.throwsAsync(open(server), {
			instanceOf: Refusal,
			message:
				/^A proxy gives connections different ids .* says \d+ for .* calls \d+\. /,
		});
	});

	test.serial(
		'a lost control connection disables kills until a new one has met the run',
		async t => {
			const {proxy, server} = await through(t, () => false);
			const lab = await open(server);
			t.teardown(lab.close);
			void lab.when(inUpload, () => {
				lab.session.togglePause();
				proxy.cut(control);
			});
			const lost = lab.when(
				event => event.type === 'control-lost',
				() => {
					lab.session.kill('connection', lab.now());
				},
			);
			void lab.when(
				event => event.type === 'control-back',
				() => {
					lab.session.kill('query', lab.now());
					lab.session.togglePause();
				},
			);
			const verdict = await lab.verdictOf();
			await lost;

			t.like(verdict, {outcome: 'committed whole'});
			t.is(lab.run().missedKills, 1);
			t.deepEqual(lab.effects(), ['lost']);
		},
	);

	test.serial(
		'a new control connection that reaches another server is not used',
		async t => {
			const {proxy, server} = await through(
				t,
				connection => connection === again,
			);
			const lab = await open(server);
			t.teardown(lab.close);
			void lab.when(inUpload, () => {
				lab.session.togglePause();
				proxy.cut(control);
			});
			void lab.when(
				event => event.type === 'control-back',
				() => {
					lab.session.kill('connection', lab.now());
					lab.session.togglePause();
				},
			);
			const verdict = await lab.verdictOf();

			t.like(verdict, {outcome: 'rolled back whole'});
			const told = lab.events.flatMap(event =>
				event.type === 'control-refused' ? [event.why] : [],
			);
			t.is(told.length, 1);
			t.regex(told[0] ?? '', /reached different servers/);
			t.deepEqual(lab.effects(), ['disconnected']);
		},
	);

	test.serial(
		'a control connection that is lost between runs is restored for the next one',
		async t => {
			const {proxy, server} = await through(t, () => false);
			const lab = await open(server);
			t.teardown(lab.close);
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			const lost = lab.when(event => event.type === 'control-lost');
			proxy.cut(control);
			await lost;
			await until(async () => hasConnectionAfter(lab.run().connectionId));
			// The existing one has met no run: by now the run's id may belong to a stranger.
			lab.session.kill('connection', lab.now());
			t.is(lab.run().missedKills, 1);
			t.deepEqual(lab.run().kills, []);
			void lab.when(inUpload, () => {
				lab.session.kill('connection', lab.now());
			});
			t.like(await lab.verdictOf(), {outcome: 'rolled back whole'});
			t.deepEqual(lab.effects(), ['disconnected']);
		},
	);
}
