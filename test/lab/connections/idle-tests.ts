import test from 'ava';
import {query} from '../../../source/server/statement.js';
import {openConnection} from '../../../source/lab/connections/open-connection.js';
import {sendSignOfLife} from '../../../source/lab/upload/mysql2-internals.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {megabyte, openTestLab} from '../../helpers/lab.js';
import {startProxy} from '../../helpers/proxy.js';
import {overTcp, sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of connections that are idle, on one flavour of server. */
export function testIdle(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {tcp: true});
	});

	test.after.always(async () => {
		await server.stop();
	});

	test('a proxy that cuts idle connections after two seconds does not cut the control connection', async t => {
		const {address, ...account} = overTcp(server);
		const proxy = await startProxy({
			route: () => address.port,
			idleLimit: 2000,
		});
		t.teardown(proxy.close);
		const lab = await openTestLab(
			{...account, address: {...address, port: proxy.port}},
			{schema: 'idle', files: 1, size: 5 * megabyte, rate: megabyte},
		);
		t.teardown(lab.close);
		// The upload takes five seconds; the KILL is sent at its end.
		void lab.when(
			event => event.type === 'step-progress' && event.done > 4.5 * megabyte,
			() => {
				lab.session.kill('connection', lab.now());
			},
		);
		const {outcome} = await lab.verdictOf();
		t.is(outcome, 'rolled back whole');
		t.false(lab.events.some(({type}) => type === 'control-lost'));
		t.deepEqual(lab.effects(), ['disconnected']);
	});

	test("a keep-alive does not count as a query in the account's limit", async t => {
		const root = await server.connect();
		await root.query(
			"CREATE USER few@localhost IDENTIFIED BY '' WITH MAX_QUERIES_PER_HOUR 1000",
		);
		const connection = await openConnection({
			address: {type: 'socket', path: server.socketPath},
			user: 'few',
		});
		const asked = async () => {
			const [row] = await query(
				connection,
				"SHOW SESSION STATUS LIKE 'Questions'",
			);
			return Number(row?.['Value']);
		};

		const before = await asked();
		for (let sign = 0; sign < 10; sign++) {
			sendSignOfLife(connection);
		}

		// The question itself counts as one.
		t.is(await asked(), before + 1);
		connection.destroy();
		await root.end();
	});
}
