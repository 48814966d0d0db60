import {existsSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	firstUpload,
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';

const password = 'Xy7-not-to-be-told';
const variable = 'MYSQL_PWD';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
	const connection = await server.connect();
	await connection.query(`CREATE USER teller IDENTIFIED BY '${password}'`);
	await connection.query('GRANT ALL ON *.* TO teller');
	await connection.end();
});

test.after.always(async () => {
	await server.stop();
});

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'report-'));
	t.teardown(async () => {
		await rm(folder, {recursive: true});
	});
	return folder;
}

/** What the replay of a recording reports. */
async function replayed(
	t: ExecutionContext,
	recording: string,
	code = 0,
): Promise<string> {
	const file = path.join(await temporaryFolder(t), 'replayed.md');
	const {ended} = await runProgram(t, ['replay', recording, '--report', file]);
	t.is(ended, code);
	return readFile(file, 'utf8');
}

for (const flavour of flavours) {
	test.serial(
		`lines on ${flavour}: the report has the kills and the command, and a replay writes the same`,
		async t => {
			const file = path.join(await temporaryFolder(t), 'run.md');
			const {ended, stderr, recording} = await runProgram(t, [
				`--sandbox=${flavour}`,
				'--plain',
				'--files=2',
				'--size=4MB',
				'--rate=4MB/s',
				'--kill=query@1:upload:50%',
				'--kill=connection@2:upload:50%',
				// On a machine that stands still the first one may come late, and interrupt.
				'--on-interrupt=retry',
				'--report',
				file,
			]);
			t.is(ended, 0);
			t.notRegex(stderr, /report/i);
			const text = await readFile(file, 'utf8');
			t.regex(text, /^# Kill Lab report\n/);
			t.regex(text, /^## Run 1: rolled back whole$/m);
			t.regex(
				text,
				/^\| 1 \| .* \| `KILL QUERY \d+` \| INSERT random_file-0\.bin, /m,
			);
			t.regex(
				text,
				/^\| 2 \| .* \| discon{2}ected \| .* \| cut(?: .* \| gone){2} .* \|$/m,
			);
			t.regex(
				text,
				new RegExp(
					String.raw`^kill-lab --sandbox=${flavour}-[\d.]+ --files 2 --size 4MB --rate 4MB/s \\\n {2}--kill query@1:upload:50% --kill connection@2:upload:50% \\\n {2}--on-interrupt retry$`,
					'm',
				),
			);
			t.is(await replayed(t, recording), text);
		},
	);

	test.serial(
		`on the screen on ${flavour}: key r reports at once, and Ctrl-C leaves the same on the terminal`,
		async t => {
			const folder = await temporaryFolder(t);
			const file = path.join(folder, 'run.md');
			const program = await startProgram(
				t,
				[
					`--sandbox=${flavour}`,
					'--files=2',
					'--size=2MB',
					'--rate=1MB/s',
					'--report',
					'run.md',
				],
				{columns: 80, rows: 24, cwd: folder},
			);
			await program.waitFor(firstUpload, patience);
			program.press('c');
			await program.waitFor(/rolled back whole/, patience);
			program.press('r');
			await program.waitFor(/report: run\.md/, patience);
			t.regex(await readFile(file, 'utf8'), /^## Run 1: rolled back whole$/m);
			program.press('s');
			await program.waitFor(/ run 2\b/, patience);
			await program.waitFor(firstUpload, patience);
			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
			const said = program.screen().join('\n');
			t.regex(said, /^M\S+ [\d.]+.* · sandbox$/m);
			t.regex(
				said,
				/^run 1, kill 1: KILL CONNECTION at \d+ % of the upload: disconnected \(read\);\s+client\s+cut /m,
			);
			t.regex(
				said,
				/^ {7}.*thread gone [^]* after\s+(?:the\s+KILL's\s+OK|it)$/m,
			);
			t.regex(said, /--kill connection@1:upload:\d+%$/m);
			t.regex(said, /^run 2: /m);
			t.regex(said, /^report: .*run\.md$/m);
			const text = await readFile(file, 'utf8');
			t.regex(text, /^## Run 2: /m);
			// The second run was cut short: its verdict is unknown.
			t.is(await replayed(t, program.recording, 4), text);
		},
	);
}

test.serial(
	'key r without --report writes into the current folder, in a replay too',
	async t => {
		const {recording} = await runProgram(t, [
			...onServer(server).args,
			'--files=1',
			'--size=64k',
		]);
		const folder = await temporaryFolder(t);
		const program = await startProgram(t, ['replay', recording], {cwd: folder});
		await program.waitFor(/Verdict committed whole/, patience);
		program.press('r');
		await program.waitFor(/report: kill-lab-[-\d]+\.md/, patience);
		const [name = '', ...others] = await readdir(folder);
		t.deepEqual(others, []);
		t.is(
			await readFile(path.join(folder, name), 'utf8'),
			await replayed(t, recording),
		);
		program.press('\u0003');
		await program.exited;
	},
);

test.serial(
	'a report that a key cannot write is told on the screen, and kills nothing',
	async t => {
		const folder = await temporaryFolder(t);
		const file = path.join(folder, 'run.md');
		const program = await startProgram(t, [
			...onServer(server).args,
			'--files=1',
			'--size=64k',
			'--report',
			file,
		]);
		await program.waitFor(/Verdict committed whole/, patience);
		await writeFile(file, 'mine\n');
		program.press('r');
		await program.waitFor(/exists and is not a/, patience);
		program.press('\u001B');
		await program.waitFor(/r report/, patience);
		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
		t.regex(program.screen().join(''), /exists and is not a report/);
		t.is(await readFile(file, 'utf8'), 'mine\n');
	},
);

test.serial('the user is in the report, and the password is not', async t => {
	const file = path.join(await temporaryFolder(t), 'run.md');
	const {ended} = await runProgram(
		t,
		[
			...onServer(server, 'teller').args,
			'--files=1',
			'--size=64k',
			'--report',
			file,
		],
		{[variable]: password},
	);
	t.is(ended, 0);
	const text = await readFile(file, 'utf8');
	t.regex(text, /^kill-lab -S \S+ -u teller -D /m);
	t.regex(text, /Add -p, /);
	t.false(text.includes(password));
});

test.serial('a run that cannot begin has a report too', async t => {
	const file = path.join(await temporaryFolder(t), 'run.md');
	const {ended, stderr} = await runProgram(t, [
		'--no-defaults',
		`mysql://teller:${password}@127.0.0.1:1/`,
		'--yes',
		'--report',
		file,
	]);
	t.is(ended, 1);
	t.regex(stderr, /^kill-lab: [^\n]+\n$/);
	const text = await readFile(file, 'utf8');
	t.regex(text, /\*\*Runs\*\*: none began/);
	t.false(text.includes(password));
});

test.serial(
	"a report that can't be written is an error before the lab begins",
	async t => {
		const folder = await temporaryFolder(t);
		const notes = path.join(folder, 'notes.md');
		await writeFile(notes, '# Mine\n');
		for (const [file, message] of [
			[
				'/nowhere/run.md',
				/can't be written: the folder does not exist \(ENOENT\)\.\n$/,
			],
			[notes, /exists and is not a report, so it is left alone\. .*\n$/],
		] as const) {
			const {ended, stderr, recording} = await runProgram(t, [
				...onServer(server).args,
				'--report',
				file,
			]);
			t.is(ended, 1);
			t.regex(stderr, message);
			t.false(existsSync(recording));
		}

		t.is(await readFile(notes, 'utf8'), '# Mine\n');
	},
);

test.serial(
	'a full disk at the end is an error, and the run keeps its lines',
	async t => {
		const {ended, stderr, stdout} = await runProgram(t, [
			...onServer(server).args,
			'--files=1',
			'--size=64k',
			'--report=/dev/full',
		]);
		t.is(ended, 1);
		t.regex(stdout, /verdict: committed whole/);
		t.is(
			stderr,
			"kill-lab: The report /dev/full can't be written: the disk is full (ENOSPC).\n",
		);
	},
);
