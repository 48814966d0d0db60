import test, {type ExecutionContext} from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
	type Program,
} from '../helpers/program.js';
import {sandboxServer, type TestServer, tablesIn} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

const small = ['--files=2', '--size=1MB', '--rate=max'];

/** The arguments that name the server, without --yes. */
function unagreed(): {
	readonly args: readonly string[];
	readonly schema: string;
} {
	const {args, schema} = onServer(server);
	return {args: [...args.filter(word => word !== '--yes'), ...small], schema};
}

async function isWritten(schema: string): Promise<boolean> {
	const root = await server.connect();
	const [rows] = await root.query(`SHOW DATABASES LIKE '${schema}'`);
	await root.end();
	return Array.isArray(rows) && rows.length > 0;
}

/** Starts the program on a terminal and waits for its question. */
async function asked(
	t: ExecutionContext,
	args: readonly string[],
): Promise<Program> {
	const program = await startProgram(t, args);
	await program.waitFor(/Continue\? \[y\/N]/, patience);
	const text = program.screen().join(' ');
	t.regex(text, /MySQL \d+\.\d+\.\d+ · \S+ \(.+\) is not a throwaway server/);
	t.regex(text, /DataBlobs/);
	t.regex(text, /2 files of 1 MB per run, 2 MB in one transaction/);
	return program;
}

test.serial('without a terminal and --yes nothing is written', async t => {
	const {args, schema} = unagreed();
	const {stdout, stderr, ended} = await runProgram(t, [...args, '--keep']);
	t.is(ended, 1);
	t.regex(stderr, /is not a throwaway server\./);
	t.regex(
		stderr,
		new RegExp(String.raw`create the table ${schema}\.DataBlobs,`),
	);
	t.regex(stderr, /No terminal to ask on\. Add --yes to agree\.\n$/);
	t.notRegex(stdout, /run 1/);
	t.false(await isWritten(schema));
});

for (const [name, bytes] of [
	['no', '\r'],
	['Ctrl-D', '\u0004'],
] as const) {
	test.serial(`after the answer ${name} nothing is written`, async t => {
		const {args, schema} = unagreed();
		const program = await asked(t, args);
		t.false(await isWritten(schema));
		program.press(bytes);
		t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
		t.regex(program.screen().join('\n'), /Nothing was written/);
		t.false(await isWritten(schema));
	});
}

test.serial('after the answer yes the lab runs, and its keys work', async t => {
	const {args, schema} = unagreed();
	const program = await asked(t, args);
	program.press('y\r');
	await program.waitFor(/Verdict committed whole: 2 of 2 rows/, patience);
	t.true(await isWritten(schema));
	program.press('s');
	await program.waitFor(/ run 2\b/);
	await program.waitFor(/Verdict committed whole: 2 of 2 rows/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	t.deepEqual(await tablesIn(server, schema), []);
});

test.serial('Ctrl-C at the question writes nothing', async t => {
	const {args, schema} = unagreed();
	const program = await asked(t, args);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: 2});
	t.false(await isWritten(schema));
	t.deepEqual(await program.remains(), []);
});
