import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {
	onServer,
	patience,
	programWords,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {openTerminal, type Terminal} from '../helpers/terminal.js';

const password = 's3cret ü€🗝';
/** The modes of a terminal that a program has left as they were. */
const restored = /^icanon echo end$/;
let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
	const connection = await server.connect();
	await connection.query("CREATE USER 'ann'@'localhost' IDENTIFIED BY ?", [
		password,
	]);
	await connection.query("GRANT ALL ON *.* TO 'ann'@'localhost'");
	await connection.end();
});

test.after.always(async () => {
	await server.stop();
});

const small = ['--files=1', '--size=64k'];

function args(...more: readonly string[]): readonly string[] {
	return [...onServer(server, 'ann').args, ...small, ...more];
}

/** Runs a shell command on a terminal, in which `$@` is the program; afterwards it prints the exit code and whether the terminal echoes, and waits for Enter: on a busy machine node-pty loses what comes at the very end. */
function openShell(command: string, words: readonly string[]): Terminal {
	return openTerminal({
		command: '/bin/sh',
		args: [
			'-c',
			String.raw`${command}; echo "code $?"; stty -a | grep -Eow -e '-?(icanon|echo)' | tr '\n' ' '; echo end; read -r _`,
			'sh',
			...programWords,
			...words,
		],
	});
}

/** Waits until the shell has reported that the terminal is as before, and ends it. */
async function untilRestored(terminal: Terminal): Promise<void> {
	await terminal.waitFor(restored, patience);
	terminal.press('\r');
	await terminal.exited;
}

/** Nothing of it is shown, not even its length: after the prompt its line ends. */
function assertHidden(
	t: ExecutionContext,
	{output}: Pick<Terminal, 'output'>,
): void {
	t.regex(output(), /Enter password: \r?\n/);
	t.notRegex(output(), /s3cret|ü€|\*\*|••/);
}

test('-p asks on the terminal, before the screen is opened', async t => {
	const program = await startProgram(t, args('-p', '--wait'));
	await program.waitFor(/Enter password:/, patience);
	t.false(program.isAlternateScreen());
	program.press(password);
	program.press('\r');
	await program.waitFor(/KILL QUERY/, patience);
	t.true(program.isAlternateScreen());
	program.press('\u0003');
	const {exitCode} = await program.exited;
	t.is(exitCode, 130);
	assertHidden(t, program);
	const {text} = await program.recorded();
	t.notRegex(text, /s3cret/);
});

test('keys that arrive together with Enter are dropped', async t => {
	const program = await startProgram(t, args('-p', '--wait'));
	await program.waitFor(/Enter password:/, patience);
	program.press(`${password}\rs`);
	await program.waitFor(/KILL QUERY/, patience);
	program.press('\u0003');
	await program.exited;
	const {state} = await program.recorded();
	t.is(state.run, undefined);
});

test('it asks even if the output is redirected and there is no input', async t => {
	const terminal = openShell('"$@" </dev/null | cat', args('-p'));
	await terminal.waitFor(/Enter password:/, patience);
	terminal.press(`wrong\u0015${password}x\u007F\r`);
	await terminal.waitFor(/verdict: committed whole/, patience);
	await untilRestored(terminal);
	assertHidden(t, terminal);
});

test('after the prompt Ctrl-C is a signal again', async t => {
	const terminal = openShell('trap : INT; "$@" --plain --rate=16k', args('-p'));
	await terminal.waitFor(/Enter password:/, patience);
	terminal.press(`${password}\r`);
	await terminal.waitFor(/upload starts/, patience);
	terminal.press('\u0003');
	await untilRestored(terminal);
	t.true(terminal.screen().includes('code 130'));
});

test('a wrong password is not printed', async t => {
	const terminal = openShell('"$@" --plain', args('-p'));
	await terminal.waitFor(/Enter password:/, patience);
	terminal.press('s3cret, and wrong\r');
	await untilRestored(terminal);
	t.true(terminal.screen().includes('code 1'));
	t.regex(
		terminal.output().replaceAll('\r\n', ''),
		/refuses ann with this password \(1045\)/,
	);
	assertHidden(t, terminal);
});

test('Ctrl-C at the prompt exits with 130, and restores the terminal', async t => {
	const terminal = openShell('"$@"', args('-p'));
	await terminal.waitFor(/Enter password:/, patience);
	terminal.press('s3cret\u0003');
	await untilRestored(terminal);
	t.true(terminal.screen().includes('code 130'));
	assertHidden(t, terminal);
});

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGQUIT', 131],
] as const) {
	test(`${signal} at the prompt restores the terminal too`, async t => {
		const terminal = openShell(
			`sh -c 'echo "pid $$"; exec "$@"' sh "$@"`,
			args('-p'),
		);
		await terminal.waitFor(/Enter password:/, patience);
		const pid = /pid (\d+)/.exec(terminal.output())?.[1];
		process.kill(Number(pid), signal);
		await untilRestored(terminal);
		t.true(terminal.screen().includes(`code ${code}`));
	});
}

test('without a terminal it is refused', async t => {
	const {code, stderr} = await withoutTerminal(args('-p'));
	t.is(code, 1);
	t.is(
		stderr,
		'kill-lab: No terminal to ask for the password on. Put it in MYSQL_PWD, or in an option file that only you can read.\n',
	);
});

for (const word of [`-p${password}`, `--password=${password}`]) {
	const testOnLinux = process.platform === 'linux' ? test : test.skip;
	testOnLinux(`the process list does not show it: ${word}`, async t => {
		const program = await startProgram(t, args(word, '--wait'));
		await program.waitFor(/KILL QUERY/, patience);
		const shown = await readFile(
			path.join('/proc', String(program.pid), 'cmdline'),
			'utf8',
		);
		t.regex(shown, /^kill-lab\0*$/);
		program.press('\u0003');
		await program.exited;
		t.notRegex(program.output(), /s3cret/);
		const {text} = await program.recorded();
		t.notRegex(text, /s3cret/);
	});
}

/** Runs the program in its own session, which has no terminal even if the tests have one. */
async function withoutTerminal(
	words: readonly string[],
): Promise<{code: number | undefined; stderr: string}> {
	const [command, ...before] = programWords;
	const child = spawn(command, [...before, ...words], {
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const code = await new Promise<number | undefined>(resolve => {
		child.once('close', ended => {
			resolve(ended ?? undefined);
		});
	});
	return {code, stderr};
}
