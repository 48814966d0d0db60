import {Buffer} from 'node:buffer';
import test, {type ExecutionContext} from 'ava';
import {listen} from '../helpers/listen.js';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
	until,
	type Program,
} from '../helpers/program.js';
import {
	loginThrough,
	renumber,
	startProxy,
	type Proxy,
} from '../helpers/proxy.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {type Exit} from '../helpers/terminal.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql', {tcp: true});
	const root = await server.connect();
	await root.query("CREATE USER ann@'127.0.0.1' IDENTIFIED BY 'pass'");
	await root.query("GRANT ALL ON *.* TO ann@'127.0.0.1'");
	await root.end();
});

test.after.always(async () => {
	await server.stop();
});

/** The program's arguments for a server that is silent from one statement on, as on a network that drops packets. */
async function silentFrom(
	t: ExecutionContext,
	statement: string,
): Promise<readonly string[]> {
	let isSilent = false;
	const proxy = await startProxy({
		route: () => server.tcp?.port ?? 0,
		change(data, asked) {
			isSilent ||= Buffer.from(asked).includes(statement);
			return isSilent ? new Uint8Array() : data;
		},
	});
	t.teardown(proxy.close);
	return through(proxy);
}

/** The program's arguments for the server behind a proxy. */
function through(proxy: Proxy): readonly string[] {
	return [...loginThrough(proxy, 'ann'), '-ppass'];
}

/** Presses Ctrl-C until the program has ended: the first ones may come so fast that they count as one. */
async function leaveInHurry(program: Program): Promise<Exit> {
	const hurry = setInterval(() => {
		program.press('\u0003');
	}, 300);
	try {
		return await program.exited;
	} finally {
		clearInterval(hurry);
	}
}

for (const [signal, number] of [
	['SIGHUP', 1],
	['SIGTERM', 15],
] as const) {
	test(`${signal} ends the doctor of a silent server`, async t => {
		const args = await silentFrom(t, 'SELECT VERSION()');
		const program = await startProgram(t, [
			'doctor',
			...args,
			'--connect-timeout=600',
		]);
		await until(async () => (await connections('ann')) > 1);
		program.kill(signal);
		const {signal: endedBy} = await program.exited;
		t.is(endedBy, number);
	});
}

test('the doctor gives up on a silent server', async t => {
	const args = await silentFrom(t, 'SELECT VERSION()');
	const program = await startProgram(t, ['doctor', ...args]);
	await program.waitFor(
		/No reply from \S+: no answer within 15 s, not even to a new connection\./,
		patience,
	);
	t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
});

test('quitting takes effect at once while the lab connects', async t => {
	let isTaken = false;
	const hole = await listen(() => {
		isTaken = true;
	});
	t.teardown(hole.close);
	const program = await startProgram(t, [
		'--no-defaults',
		'-h',
		'127.0.0.1',
		'-P',
		String(hole.address.port),
		'--yes',
		'--connect-timeout=600',
	]);
	await until(async () => isTaken);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: 2});
});

test('a server that falls silent during a run is reported', async t => {
	const args = await silentFrom(t, 'INSERT INTO');
	const program = await startProgram(t, [
		...args,
		'--plain',
		'--yes',
		'--files=1',
		'--size=64k',
		'-D',
		'end_silent',
	]);
	await program.waitFor(/no answer for 3 s/, patience);
	const {signal} = await leaveInHurry(program);
	t.is(signal, 2);
	t.regex(
		program.screen().join(''),
		/The table end_silent\.DataBlobs is still on /,
	);
});

test.serial(
	'quitting at once while the lab creates its schema says what may be left',
	async t => {
		const root = await server.connect();
		await root.query('FLUSH TABLES WITH READ LOCK');
		t.teardown(async () => root.end());
		const {args, schema} = onServer(server);
		const program = await startProgram(t, [...args, '--files=1', '--size=64k']);
		await until(async () => {
			const [rows] = await root.query<never[]>('SHOW PROCESSLIST');
			return JSON.stringify(rows).includes('Waiting for global read lock');
		});
		const {signal} = await leaveInHurry(program);
		t.is(signal, 2);
		t.regex(
			program.screen().join(''),
			new RegExp(String.raw`The schema ${schema} may still be on `),
		);
	},
);

test.serial(
	'a lock that prevents the creation of the table is reported',
	async t => {
		const root = await server.connect();
		await root.query('FLUSH TABLES WITH READ LOCK');
		t.teardown(async () => root.end());
		const {args} = onServer(server);
		const program = await startProgram(t, [...args, '--files=1', '--size=64k']);
		await program.waitFor(/Somebody holds a lock on this server/, patience);
		t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
	},
);

test('the doctor detects a proxy that numbers connections itself', async t => {
	const proxy = await startProxy({
		route: () => server.tcp?.port ?? 0,
		change: renumber,
	});
	t.teardown(proxy.close);
	const {stdout, stderr, ended} = await runProgram(t, [
		'doctor',
		...through(proxy),
	]);
	t.is(ended, 1);
	// Nothing of the server, whichever it is.
	t.regex(stdout, /^Settings, and where each came from:\n(?: {2}.*\n)+$/);
	t.regex(stderr, /^kill-lab: A proxy gives connections different ids /);
});

/** How many connections an account has. */
async function connections(user: string): Promise<number> {
	const root = await server.connect();
	const [rows] = await root.query<never[]>(
		'SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_USER = ?',
		[user],
	);
	await root.end();
	return rows.length;
}
