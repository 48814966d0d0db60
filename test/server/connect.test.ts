import {createServer} from 'node:http';
import test from 'ava';
import {describeAddress, type Server} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';
import {readPacket} from '../../source/server/greeting.js';
import {authSwitch, fakeServer} from '../helpers/fake-server.js';
import {listen} from '../helpers/listen.js';

const account = {user: 'ann', password: 's3cret', connectTimeout: 30_000};

/** Gives up soon, for servers that never answer. */
const impatient = {...account, connectTimeout: 300};

test('a missing socket is refused', async t => {
	const path = '/tmp/there-is-no-such-kill-lab.sock';
	await t.throwsAsync(connect({...account, address: {type: 'socket', path}}), {
		name: 'Refusal',
		code: 'ENOENT',
		message: `There is no socket at ${path}. Is the server running? Name the socket with -S, or the host with -h.`,
	});
});

test('a refused port is named', async t => {
	const {address, close} = await listen(() => undefined);
	await close();
	await t.throwsAsync(connect({...account, address}), {
		code: 'ECONNREFUSED',
		message: `Nothing answers at ${describeAddress(address)}. Is the server running there? Check -h and -P.`,
	});
});

test('an unknown host is named', async t => {
	const server: Server = {
		...account,
		// On a network without a name server the answer takes long.
		connectTimeout: 30_000,
		address: {type: 'tcp', host: 'no-such-host.invalid', port: 3306},
	};
	await t.throwsAsync(connect(server), {
		message:
			"The host name of no-such-host.invalid:3306 can't be resolved. Check -h.",
	});
});

test('a port that accepts and says nothing is given up', async t => {
	const {address, close} = await listen(() => undefined);
	t.teardown(close);
	await t.throwsAsync(connect({...impatient, address}), {
		code: 'GREETING_TIMEOUT',
		message: `${describeAddress(address)} accepts the connection but says nothing within 0.3 s (--connect-timeout). Check that this is a MySQL server's port (-P), that the server is not hanging, and that any proxy there has a server behind it.`,
	});
});

test('a port that stops in the middle of its greeting is given up', async t => {
	const {address, close} = await listen(socket => {
		socket.write(Uint8Array.of(74, 0, 0, 0, 10));
	});
	t.teardown(close);
	await t.throwsAsync(connect({...impatient, address}), {
		code: 'GREETING_TIMEOUT',
	});
});

test('a web server, which waits for a request, is given up', async t => {
	const web = createServer();
	const {address, close} = await listen(socket => {
		web.emit('connection', socket);
	});
	t.teardown(close);
	await t.throwsAsync(connect({...impatient, address}), {
		code: 'GREETING_TIMEOUT',
	});
});

test('a server that closes the connection is named', async t => {
	const {address, close} = await listen(socket => {
		socket.end();
	});
	t.teardown(close);
	await t.throwsAsync(connect({...account, address}), {
		message: `${describeAddress(address)} closes the connection before the login (CLOSED_EARLY). Check that the server is up, and that any proxy or load balancer there has one behind it.`,
	});
});

test('a server that closes the connection after its greeting is not told as one that is down', async t => {
	const {address} = await fakeServer(t, async talk => {
		talk.send(authSwitch('mysql_native_password'));
		await talk.receive();
		talk.hangUp();
	});
	await t.throwsAsync(connect({...account, address}), {
		code: 'CLOSED_IN_LOGIN',
		message: new RegExp(
			`^${describeAddress(address)} sends its greeting, but closes the connection during the login`,
		),
	});
});

const others: ReadonlyArray<
	readonly [name: string, bytes: string, quoted: string]
> = [
	['SSH', 'SSH-2.0-OpenSSH_9.2\r\n', ': it says "SSH-2.0-OpenSSH_9.2"'],
	[
		'HTTP',
		'HTTP/1.1 400 Bad Request\r\n\r\n',
		': it says "HTTP/1.1 400 Bad Request"',
	],
	['the X protocol', '\u0005\0\0\0\u000B\u0008\u0005\u001A\0', ''],
	['an escape sequence', '\u001B[2J\u001B[31mfoe', ': it says "[2J [31mfoe"'],
];
for (const [name, bytes, quoted] of others) {
	test(`another protocol: ${name}`, async t => {
		const {address, close} = await listen(socket => {
			socket.write(bytes, 'latin1');
		});
		t.teardown(close);
		await t.throwsAsync(connect({...account, address}), {
			message: `What answers at ${describeAddress(address)} is not a MySQL server${quoted}. Check -h and -P.`,
		});
	});
}

test('a greeting is read once it is complete', t => {
	const version = new TextEncoder().encode('9.7.4\0');
	const rest = new Uint8Array(4 + 8 + 1 + 2);
	rest.set([0, 0x08], rest.length - 2);
	const length = 1 + version.length + rest.length;
	const packet = Uint8Array.of(length, 0, 0, 0, 10, ...version, ...rest);
	for (let end = 0; end < packet.length; end++) {
		t.is(readPacket(packet.subarray(0, end)), undefined);
	}

	const product = {flavour: 'mysql', version: '9.7.4'} as const;
	t.deepEqual(readPacket(packet), {
		type: 'greeting',
		...product,
		offersTls: true,
	});
	t.deepEqual(readPacket(packet.with(-1, 0)), {
		type: 'greeting',
		...product,
		offersTls: false,
	});
	t.deepEqual(readPacket(Uint8Array.of(1, 0, 0, 0, 0xff)), {type: 'refusal'});
	t.is(readPacket(Uint8Array.of(1, 0, 0, 0, 10)), 'other');
	t.is(readPacket(Uint8Array.of(0, 0, 1, 0, 10)), 'other');
});
