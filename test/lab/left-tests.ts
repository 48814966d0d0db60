import test from 'ava';
import {type Flavour} from '../../source/server/flavour.js';
import {type Server} from '../../source/server/address.js';
import {startGateProxy, type GateProxy} from '../helpers/gate-proxy.js';
import {megabyte, openTestLab} from '../helpers/lab.js';
import {overTcp, sandboxServer, type TestServer} from '../helpers/server.js';

/** The tests of runs that end before an answer has come, on one flavour of server. */
export function testLeft(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {tcp: true});
	});

	test.after.always(async () => {
		await server.stop();
	});

	test('quitting while the lab looks at the data ends the run at once, and says what is known about them', async t => {
		const {promise: looked, resolve: look} = withResolver();
		const {port} = overTcp(server).address;
		const proxy = await startGateProxy(port, async sent => {
			if (sent.includes('AS bytes')) {
				look();
				// The look never reaches the server.
				await withResolver().promise;
			}
		});
		t.teardown(proxy.close);
		const lab = await openTestLab(through(proxy), {
			schema: 'left',
			files: 1,
			size: 1000,
		});
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

	test('the verdict waits for a late OK of a KILL, and says so', async t => {
		const {promise: released, resolve: release} = withResolver();
		const proxy = await startGateProxy(
			overTcp(server).address.port,
			async () => undefined,
			async sent => {
				if (sent.includes('KILL CONNECTION')) {
					await released;
				}
			},
		);
		t.teardown(proxy.close);
		const lab = await openTestLab(
			through(proxy),
			{schema: 'late', files: 1, size: megabyte, rate: 10 * megabyte},
			[
				{
					kind: 'connection',
					moment: {type: 'phase', step: 0, phase: 'upload', part: 0},
				},
			],
		);
		t.teardown(lab.close);
		void lab.when(
			event => event.type === 'wait-started' && event.kind === 'kill',
			release,
		);
		t.like(await lab.verdictOf(), {outcome: 'rolled back whole'});
		t.deepEqual(lab.effects(), ['disconnected']);
	});

	test('waiting for a statement of the run is reported', async t => {
		const {promise: released, resolve: release} = withResolver();
		const proxy = await startGateProxy(
			overTcp(server).address.port,
			async () => undefined,
			async sent => {
				if (sent.includes('AS equal')) {
					await released;
				}
			},
		);
		t.teardown(proxy.close);
		const lab = await openTestLab(through(proxy), {
			schema: 'verifying',
			files: 1,
			size: 1000,
		});
		t.teardown(lab.close);
		void lab.when(
			event =>
				event.type === 'wait-seen' &&
				event.sight.type === 'seen' &&
				lab.state().waits?.at(-1)?.kind === 'check',
			release,
		);
		t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		t.deepEqual(
			lab.events.flatMap(event =>
				event.type === 'wait-ended' ? [event.kind] : [],
			),
			['check'],
		);
	});

	test('quitting does not wait long for the OK of a KILL', async t => {
		const proxy = await startGateProxy(
			overTcp(server).address.port,
			async () => undefined,
			async sent =>
				sent.includes('KILL CONNECTION') ? withResolver().promise : undefined,
		);
		t.teardown(proxy.close);
		const lab = await openTestLab(
			through(proxy),
			{schema: 'no_answer', files: 1, size: megabyte, rate: 10 * megabyte},
			[
				{
					kind: 'connection',
					moment: {type: 'phase', step: 0, phase: 'upload', part: 0},
				},
			],
		);
		t.teardown(lab.close);
		const stop = new AbortController();
		void lab.when(
			({type}) => type === 'look-started',
			() => {
				stop.abort();
			},
		);
		t.like(await lab.verdictOf(stop.signal), {outcome: 'rolled back whole'});
		t.deepEqual(lab.effects(), [undefined]);
	});

	/** The server behind a proxy. */
	const through = ({port}: GateProxy): Server => {
		const {address, ...account} = overTcp(server);
		return {
			...account,
			address: {...address, port},
			tls: {mode: 'DISABLED'},
			publicKey: {type: 'server'},
		};
	};
}

function withResolver(): {promise: Promise<void>; resolve: () => void} {
	let resolve = (): void => undefined;
	const promise = new Promise<void>(settle => {
		resolve = settle;
	});
	return {promise, resolve};
}
