import test from 'ava';
import {connect} from '../../source/server/connect.js';
import {queryPromptly} from '../../source/server/query-promptly.js';
import {hangUp} from '../../source/server/statement.js';
import {type Flavour} from '../../source/server/flavour.js';
import {startProxy} from '../helpers/proxy.js';
import {overTcp, sandboxServer, type TestServer} from '../helpers/server.js';

/** The tests of statements that get no answer for a long time, on one flavour of server. */
export function testSilence(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {tcp: true});
	});

	test.after.always(async () => {
		await server.stop();
	});

	test('a statement that is executed for longer than the limit on silence is not given up', async t => {
		const connection = await connect(overTcp(server));
		const began = performance.now();
		await queryPromptly(connection, 'DO SLEEP(16)');
		t.true(performance.now() - began > 15_000);
		hangUp(connection);
	});

	test('a connection whose answers are lost is given up, and told apart from a silent server', async t => {
		const direct = overTcp(server);
		// Only the first connection.
		const silent = await startProxy({
			route: () => direct.address.port,
			change: (data, asked, connection) =>
				connection === 0 && String(asked).includes('SELECT 1')
					? new Uint8Array()
					: data,
		});
		t.teardown(silent.close);
		const connection = await connect({
			...direct,
			address: {...direct.address, port: silent.port},
			tls: {mode: 'DISABLED'},
		});
		await t.throwsAsync(queryPromptly(connection, 'SELECT 1'), {
			code: 'NO_ANSWER',
			message:
				/^no answer within 15 s, although the server answers another connection/,
		});
	});
}
