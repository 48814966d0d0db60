import test from 'ava';
import {schemaNamed} from '../helpers/fits-schema.js';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, type TestServer, tablesIn} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

test('piped output is plain lines', async t => {
	const {args} = onServer(server);
	const {stdout, stderr, ended, remains} = await runProgram(t, [
		...args,
		'--files=2',
		'--size=2MB',
	]);
	t.is(ended, 0);
	t.is(stderr, '');
	assertPlain(t.assert, stdout);
	t.deepEqual(await remains(), []);
});

test('--plain prints plain lines on a terminal too', async t => {
	const {args} = onServer(server);
	const program = await startProgram(t, [
		...args,
		'--plain',
		'--files=2',
		'--size=2MB',
	]);
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	assertPlain(t.assert, program.output().replaceAll('\r\n', '\n'));
});

/** One event per line, and nothing that is only for terminals. */
function assertPlain(
	assert: (value: unknown, message: string) => unknown,
	output: string,
): void {
	const lines = output.split('\n');
	assert(lines.pop() === '', 'It ends with a line feed.');
	for (const line of lines) {
		assert(/^ *\d+\.\d{3} {2}\S\P{Cc}*$/u.test(line), line);
	}

	const wanted = [
		/ MySQL \d+\.\d+\.\d+ /,
		/ run 1: 2 files of 2 MB, binary protocol, full speed, connection \d+$/,
		/ random_file-0\.bin: generated, SHA-256 [\da-f]{12}…$/,
		/ random_file-1\.bin: INSERT OK, upload \d.* m?s, server \d.* m?s$/,
		/ random_file-1\.bin: hash equal$/,
		/ COMMIT OK, /,
		/ verdict: committed whole: 2 of 2 rows, all hashes equal, seen by connection \d+$/,
	];
	for (const pattern of wanted) {
		assert(
			lines.filter(line => pattern.test(line)).length === 1,
			`Once: ${String(pattern)}\n${output}`,
		);
	}
}

test('--json prints every event as a line of JSON', async t => {
	const {args, schema} = onServer(server);
	const {stdout, stderr, ended, recorded} = await runProgram(t, [
		...args,
		'--json',
		'--files=2',
		'--size=2MB',
	]);
	t.is(ended, 0);
	t.is(stderr, '');
	const lines = stdout.trimEnd().split('\n');
	const events = lines.map((line): unknown => JSON.parse(line));
	const misfit = await schemaNamed('recording-line');
	t.deepEqual(events.map(event => misfit(event)).filter(Boolean), []);
	const {events: written} = await recorded();
	t.deepEqual(events, [...written]);
	t.like(events[0], {type: 'server', server: {flavour: 'mysql', tls: false}});
	t.like(events.at(-2), {
		type: 'verdict',
		verdict: {outcome: 'committed whole', expected: 2},
	});
	t.like(events.at(-1), {
		type: 'left',
		leftover: {
			what: 'schema',
			name: schema,
			statement: `DROP DATABASE \`${schema}\``,
		},
	});
});

test('an outcome other than the expected one means exit code 4 and one line', async t => {
	const {args} = onServer(server);
	const {stdout, stderr, ended} = await runProgram(t, [
		...args,
		'--files=1',
		'--size=1MB',
		'--expect=rolled-back',
	]);
	t.is(ended, 4);
	t.regex(stdout, / verdict: committed whole: /);
	t.is(
		stderr,
		'kill-lab: --expect rolled-back was not met: committed whole.\n',
	);
});

test('what waits for a key is refused without a screen', async t => {
	const {args} = onServer(server);
	for (const flag of ['--wait', '--pause-commit']) {
		const {stdout, stderr, ended} = await runProgram(t, [...args, flag]);
		t.is(ended, 1);
		t.is(stdout, '');
		t.regex(stderr, new RegExp(`^kill-lab: ${flag} waits for the `));
	}
});

test('a server that does not answer means exit code 1 and one line', async t => {
	const {stdout, stderr, ended, remains} = await runProgram(t, [
		'--no-defaults',
		'-S',
		'/nowhere/socket',
		'-u',
		'nobody',
	]);
	t.is(ended, 1);
	t.is(stdout, '');
	t.regex(stderr, /^kill-lab: .*\/nowhere\/socket.*\n$/);
	t.deepEqual(await remains(), []);
});

const wrong = [
	{args: ['--sizes=1MB'], says: '--sizes'},
	{args: ['--size=huge'], says: '--size'},
	{args: ['--files=0'], says: '--files'},
	{args: ['--rate=fast'], says: '--rate'},
	{args: ['--protocol=morse'], says: '--protocol'},
	{args: ['--sandbox=oracle'], says: '--sandbox'},
	{args: ['--json', '--plain'], says: '--json'},
	{args: ['-x'], says: '-x'},
	{args: ['nonsense'], says: 'nonsense'},
	{args: ['mysql://user@host:port/db'], says: 'port'},
] as const;

test('an invalid command line means exit code 2 and one line', async t => {
	for (const {args, says} of wrong) {
		const {stdout, stderr, ended} = await runProgram(t, args);
		const message = `${args.join(' ')}: ${stderr}`;
		t.is(ended, 2, message);
		t.is(stdout, '', message);
		t.regex(stderr, /^kill-lab: [^\n]+\n$/, message);
		t.true(stderr.includes(says), message);
	}
});

test('--help fits on 80 x 24, and --version is a version', async t => {
	const help = await startProgram(t, ['--help'], {columns: 80, rows: 24});
	t.deepEqual(await help.exited, {exitCode: 0, signal: undefined});
	t.regex(help.screen()[0] ?? '', /^Usage: kill-lab /);
	t.true(help.screen().some(line => line.startsWith('Exit: ')));
	const lines = help.output().split('\r\n');
	t.true(lines.every(line => line.length <= 80));

	const {stdout, ended} = await runProgram(t, ['--version']);
	t.is(ended, 0);
	t.regex(stdout, /^\d+\.\d+\.\d+\n$/);
});

test('SIGTERM during an insert ends a run in lines and leaves nothing', async t => {
	const {args, schema} = onServer(server);
	const program = await startProgram(t, [
		...args,
		'--plain',
		'--size=8MB',
		'--rate=2MB',
	]);
	await program.waitFor(/INSERT, upload starts/, patience);
	program.kill('SIGTERM');
	t.deepEqual(await program.exited, {exitCode: 0, signal: 15});
	t.deepEqual(await program.remains(), []);
	t.deepEqual(await tablesIn(server, schema), [], `${program.output()}`);
	t.regex(program.output(), new RegExp(`run: DROP DATABASE \`${schema}\``));
	t.regex(program.output(), /verdict: rolled back whole: 0 of 10 rows/);
});
