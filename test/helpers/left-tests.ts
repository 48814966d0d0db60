import test from 'ava';
import {type Flavour} from '../../source/server/flavour.js';
import {startGateProxy} from './gate-proxy.js';
import {openTestLab} from './lab.js';
import {overTcp, sandboxServer, type TestServer} from './server.js';

/** The tests of a run that is left, on one flavour of server. */
export function testLeft(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {tcp: true});
	});

	test.after.always(async () => {
		await server.stop();
	});

	test('a run that is left in the look at its data ends at once, and says what is known of them', async t => {
		const {address, ...account} = overTcp(server);
		const {promise: looked, resolve: look} = withResolver();
		const proxy = await startGateProxy(address.port, async sent => {
			if (sent.includes('AS bytes')) {
				look();
				// The look never reaches the server.
				await withResolver().promise;
			}
		});
		t.teardown(proxy.close);
		const lab = await openTestLab(
			{
				...account,
				address: {...address, port: proxy.port},
				tls: {mode: 'DISABLED'},
				publicKey: {type: 'server'},
			},
			{schema: 'left', files: 1, size: 1000},
		);
		const running = lab.verdictOf();
		await looked;
		const began = performance.now();
		await lab.abandon();
		t.deepEqual(await running, {
			outcome: 'unknown',
			reason: 'you quit before the data were checked; COMMIT had returned OK',
		});
		t.true(performance.now() - began < 2000);
	});
}

function withResolver(): {promise: Promise<void>; resolve: () => void} {
	let resolve = (): void => undefined;
	const promise = new Promise<void>(settle => {
		resolve = settle;
	});
	return {promise, resolve};
}
