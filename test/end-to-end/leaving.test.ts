import test, {type ExecutionContext} from 'ava';
import {
	onServer,
	patience,
	startProgram,
	until,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';
import {
	flavours,
	sandboxServer,
	type TestServer,
	tablesIn,
} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

/** Starts a run on a server and waits until a second insert is under way. */
async function start(
	t: ExecutionContext,
	args: readonly string[],
): Promise<Program> {
	const program = await startProgram(t, [...args, '--size=4MB', '--rate=4MB']);
	await program.waitFor(/▸ random_file-[1-8]\.bin +upload /, patience);
	t.true(program.isAlternateScreen());
	t.false(program.isCursorVisible());
	t.true(program.marksPastes());
	t.notDeepEqual(await program.remains(), []);
	return program;
}

function assertRestored(t: ExecutionContext, program: Program): void {
	t.false(program.isAlternateScreen());
	t.true(program.isCursorVisible());
	t.false(program.marksPastes());
	t.true(program.wraps());
}

/** The server has neither the program's table nor, once it has noticed their end, its connections. */
async function assertCleanServer(
	t: ExecutionContext,
	schema: string,
): Promise<void> {
	t.deepEqual(await tablesIn(server, schema), []);
	await until(async () => (await otherConnections()) === 0);
}

async function otherConnections(): Promise<number> {
	const connection = await server.connect();
	const [rows] = await connection.query(
		"SELECT ID FROM performance_schema.processlist WHERE USER = 'root' AND ID <> CONNECTION_ID()",
	);
	await connection.end();
	return Array.isArray(rows) ? rows.length : 0;
}

for (const flavour of flavours) {
	test.serial(
		`Ctrl-C during an insert leaves nothing of a ${flavour} sandbox`,
		async t => {
			const program = await start(t, [`--sandbox=${flavour}`]);
			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
			assertRestored(t, program);
			t.deepEqual(await program.remains(), []);
			// What was being done, and how to do it again, stays on the terminal.
			const said = program.screen().join('\n').trimEnd();
			t.regex(said, /^M\S+ [\d.]+.* · sandbox\n(?:.+\n)*run 1: /m);
			t.regex(
				said,
				new RegExp(
					String.raw`\n {2}to repeat it:\n {4}kill-lab --sandbox=${flavour}-[\d.]+ --size 4MB --rate 4MB/s$`,
				),
			);
		},
	);
}

test.serial(
	'Ctrl-C during an insert leaves nothing on a named server',
	async t => {
		const {args, schema} = onServer(server);
		const program = await start(t, args);
		t.deepEqual(await tablesIn(server, schema), ['DataBlobs']);
		// Work, control and observer.
		await until(async () => {
			const connections = await otherConnections();
			return connections === 3;
		});

		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
		assertRestored(t, program);
		t.deepEqual(await program.remains(), []);
		await assertCleanServer(t, schema);
		t.regex(
			program.screen().join('\n'),
			/^MySQL .*\n(?:.+\n)*run 1: rolled back whole: 0 of 10 rows/,
		);
		const {state} = await program.recorded();
		t.is(state.run?.broken, 'interrupted by the user');
	},
);

test.serial("Ctrl-C after a run exits with the verdict's code", async t => {
	const {args, schema} = onServer(server);
	const program = await startProgram(t, [
		...args,
		'--size=1MB',
		'--files=2',
		'--rate=max',
	]);
	await program.waitFor(/Verdict committed whole: 2 of 2 rows/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	assertRestored(t, program);
	t.regex(
		program.screen().join('\n'),
		/^MySQL .*\n(?:.+\n)*run 1: committed whole: 2 of 2 rows, all hashes equal, seen by connection \d+\n {2}to repeat it:\n {4}kill-lab -S \S+ -u root -D end_to_end_\d+ --files 2 \\\n {6}--size 1MB --rate max\nThe schema end_to_end_\d+ is still on [^`]+`end_to_end_\d+`\n*$/,
	);
	await assertCleanServer(t, schema);
});

/** Ends a run on the named server by a signal. */
const endBySignal = test.macro<[signal: NodeJS.Signals, number: number]>({
	async exec(t, signal, number) {
		const {args, schema} = onServer(server);
		const program = await start(t, args);
		program.kill(signal);
		t.deepEqual(await program.exited, {exitCode: 0, signal: number});
		assertRestored(t, program);
		t.deepEqual(await program.remains(), []);
		await assertCleanServer(t, schema);
	},
	title: (_, signal) =>
		`${signal} in an insert leaves nothing on a named server`,
});

test.serial(endBySignal, 'SIGTERM', 15);
test.serial(endBySignal, 'SIGHUP', 1);
test.serial(endBySignal, 'SIGINT', 2);

test.serial(
	'closing the window during an insert leaves nothing on a named server',
	async t => {
		const {args, schema} = onServer(server);
		const program = await start(t, args);
		program.hangUp();
		await untilNothingRemains(program);
		await program.exited;
		await assertCleanServer(t, schema);
	},
);

for (const flavour of flavours) {
	test.serial(
		`after SIGKILL nothing is left of a ${flavour} sandbox`,
		async t => {
			const program = await start(t, [`--sandbox=${flavour}`]);
			program.kill('SIGKILL');
			t.deepEqual(await program.exited, {exitCode: 0, signal: 9});
			await untilNothingRemains(program);
		},
	);
}

for (const [what, words, end] of [
	['Ctrl-C', ['--sandbox=mysql'], '\u0003'],
	['SIGTERM', ['--sandbox=mariadb', '--plain'], 'SIGTERM'],
	['SIGHUP', ['doctor', '--sandbox=mysql'], 'SIGHUP'],
] as const) {
	test.serial(
		`${what} while a server starts leaves no line unfinished: kill-lab ${words.join(' ')}`,
		async t => {
			const program = await startProgram(t, words);
			await program.waitFor(/^Starting (?:MySQL|MariaDB)/, patience);
			if (end === '\u0003') {
				program.press(end);
			} else {
				program.kill(end);
			}

			await program.exited;
			t.deepEqual(
				program.screen().filter(line => line.startsWith('Starting')),
				[],
			);
			t.true(program.isCursorVisible());
			await untilNothingRemains(program);
		},
	);
}

test.serial(
	'a second Ctrl-C quits at once, and says once of each thing that stays how to remove it',
	async t => {
		const {args, schema} = onServer(server);
		const program = await startProgram(t, [...args, '--files=1', '--size=64k']);
		await program.waitFor(/Verdict committed whole/, patience);
		const holder = await server.connect();
		t.teardown(() => {
			holder.destroy();
		});
		await holder.query('START TRANSACTION');
		await holder.query(`SELECT COUNT(*) FROM ${schema}.DataBlobs`);
		program.press('\u0003');
		await until(async () => {
			const [rows] = await holder.query('SHOW PROCESSLIST');
			return JSON.stringify(rows).includes('metadata lock');
		});
		program.press('\u0003');
		const {exitCode} = await program.exited;
		t.is(exitCode, 0);
		assertRestored(t, program);
		const words = program.screen().join(' ').replaceAll(/ +/g, ' ');
		for (const sentence of [
			`The table ${schema}.DataBlobs `,
			`DROP TABLE \`${schema}\`.\`DataBlobs\``,
			`The schema ${schema} is still `,
			`DROP DATABASE \`${schema}\``,
		]) {
			t.is(words.split(sentence).length, 2, `${sentence}: ${words}`);
		}
	},
);
