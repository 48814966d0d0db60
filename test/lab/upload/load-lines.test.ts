import {Buffer} from 'node:buffer';
import {performance} from 'node:perf_hooks';
import test, {type ExecutionContext} from 'ava';
import {loadLines} from '../../../source/lab/upload/load-lines.js';
import {Pacer} from '../../../source/lab/upload/pacer.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {fakeServer, ok, type Talk} from '../../helpers/fake-server.js';

/** CLIENT_LOCAL_FILES among the capabilities. */
const capability = 0x80;

const sql = "LOAD DATA LOCAL INFILE 'the name' INTO TABLE t";

/** The packet of an error. */
const interrupted = Buffer.concat([
	Uint8Array.of(0xff, 0x25, 0x05),
	Buffer.from('#70100interrupted'),
]);

function request(name: string): Uint8Array {
	return Buffer.concat([Uint8Array.of(0xfb), Buffer.from(name)]);
}

async function* lines(): AsyncGenerator<Uint8Array, void, undefined> {
	for (const line of ['one\n', 'two\n', 'three\n']) {
		yield Buffer.from(line);
	}
}

/** Loads lines at a server that plays it like this once it has the statement. */
async function loadAt(
	t: ExecutionContext,
	play: (talk: Talk) => Promise<void>,
	pacer = new Pacer(() => performance.now()),
) {
	const {address, heard} = await fakeServer(t, async talk => {
		talk.send(ok);
		talk.nextCommand();
		await talk.receive();
		await play(talk);
	});
	const connection = await connect(
		{address, user: 'ann', tls: {mode: 'DISABLED'}},
		{loadsLines: true},
	);
	t.teardown(() => {
		connection.destroy();
	});
	const progress: number[] = [];
	const loading = loadLines(connection, {
		sql,
		name: 'the name',
		pieces: lines(),
		pacer,
		onProgress(bytes) {
			progress.push(bytes);
		},
	});
	return {
		loading,
		progress,
		connection,
		login: () => Buffer.from(heard[0] ?? new Uint8Array(4)).readUInt32LE(),
		/** What came after the login, as text. */
		said: () => heard.slice(1).map(bytes => Buffer.from(bytes).toString()),
	};
}

test('the server that asks for the name in the statement gets the lines, and then their end', async t => {
	const {loading, said, progress, connection, login} = await loadAt(
		t,
		async talk => {
			talk.send(request('the name'));
			for (let packet = await talk.receive(); packet.length > 0;) {
				packet = await talk.receive();
			}

			talk.send(Uint8Array.of(0, 3, 0, 2, 0, 0, 0));
			talk.nextCommand();
			await talk.receive();
			talk.send(ok);
		},
	);
	t.is(await loading, 3);
	t.deepEqual(said(), [`\u0003${sql}`, 'one\n', 'two\n', 'three\n', '']);
	t.deepEqual(progress, [4, 8, 14]);
	// eslint-disable-next-line no-bitwise
	t.is(login() & capability, capability);
	await t.notThrowsAsync(query(connection, 'SELECT 1'));
});

for (const name of ['/etc/passwd', 'the name2', 'THE NAME', '']) {
	test(`a server that asks for ${name || 'no name'} gets no line, and is left`, async t => {
		let hasLeft: () => void = () => undefined;
		const left = new Promise<void>(resolve => {
			hasLeft = resolve;
		});
		const {loading, said, progress, connection} = await loadAt(
			t,
			async talk => {
				talk.send(request(name));
				await t.throwsAsync(talk.receive(), {message: 'The client has gone'});
				hasLeft();
			},
		);
		await t.throwsAsync(loading, {
			code: 'LOCAL_INFILE',
			message: 'the server asked for a file of this machine, and gets none',
		});
		await left;
		t.deepEqual(said(), [`\u0003${sql}`]);
		t.deepEqual(progress, []);
		await t.throwsAsync(query(connection, 'SELECT 1'));
	});
}

test('any other statement of that connection still gives no file', async t => {
	const {loading, connection, said} = await loadAt(t, async talk => {
		talk.send(ok);
		talk.nextCommand();
		await talk.receive();
		talk.send(request('the name'));
		await talk.receive();
		talk.send(ok);
	});
	await loading;
	await t.throwsAsync(query(connection, 'SELECT 1'), {code: 'LOCAL_INFILE'});
	t.is(said().at(-1), '');
});

test('a server that refuses the statement before it asks leaves the connection as it is', async t => {
	const {loading, connection} = await loadAt(t, async talk => {
		talk.send(interrupted);
		talk.nextCommand();
		await talk.receive();
		talk.send(ok);
	});
	await t.throwsAsync(loading, {message: 'interrupted'});
	await t.notThrowsAsync(query(connection, 'SELECT 1'));
});

test('an error before the last line ends the connection: no line goes into the next statement', async t => {
	// The second line waits for seconds.
	const pacer = new Pacer(() => performance.now(), 1);
	const {loading, connection, said} = await loadAt(
		t,
		async talk => {
			talk.send(request('the name'));
			await talk.receive();
			talk.send(interrupted);
		},
		pacer,
	);
	await t.throwsAsync(loading, {message: 'interrupted'});
	await t.throwsAsync(query(connection, 'SELECT 1'));
	t.is(said().length, 2);
});
