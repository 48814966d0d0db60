import os from 'node:os';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {openTerminal, type Terminal} from '../helpers/terminal.js';
import {testProgram} from '../helpers/test-program.js';

async function start(
	t: ExecutionContext,
	env: Readonly<Record<string, string>> = {},
): Promise<Terminal> {
	const terminal = openTerminal({
		command: process.execPath,
		args: testProgram('test/terminal/fixtures/ink-program.tsx'),
		columns: 60,
		rows: 16,
		env,
	});
	t.teardown(async () => {
		try {
			terminal.kill('SIGKILL');
		} catch {
			// It has ended.
		}

		await terminal.exited;
	});
	await terminal.waitFor(/count 0 in 60x16/);
	return terminal;
}

function isFramed(lines: readonly string[]): boolean {
	const [first = '', last = ''] = [lines[0], lines.at(-1)];
	return /^╭─+╮$/.test(first) && /^╰─+╯$/.test(last);
}

test('Ink fills the screen to its last column and line', async t => {
	const terminal = await start(t);
	await terminal.waitFor(isFramed);
	t.is(terminal.screen()[0], `╭${'─'.repeat(58)}╮`);
	t.is(terminal.screen()[15], `╰${'─'.repeat(58)}╯`);
	t.is(terminal.cells()[1]?.[1]?.foreground, 2);
});

test('a key changes the picture, and a new size redraws all of it', async t => {
	const terminal = await start(t);
	terminal.press('nn');
	await terminal.waitFor(/count 2 in 60x16/);
	for (const [columns, rows] of [
		[90, 30],
		[40, 10],
		[120, 40],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.waitFor(
			lines =>
				isFramed(lines) &&
				lines.some(line => line.includes(`count 2 in ${columns}x${rows}`)),
		);
		t.is(terminal.screen()[0], `╭${'─'.repeat(columns - 2)}╮`);
	}
});

for (const [environment, env] of [
	['a plain environment', {}],
	['the environment of CI', Object.fromEntries([['CI', '1']])],
] satisfies ReadonlyArray<readonly [string, Record<string, string>]>) {
	test(`Ctrl-C in ${environment} restores the terminal and ends by SIGINT`, async t => {
		const terminal = await start(t, env);
		terminal.press('\u0003');
		t.deepEqual(await terminal.exited, {
			exitCode: 0,
			signal: os.constants.signals.SIGINT,
		});
		t.is(terminal.screen()[0], 'the last word');
		// Nothing was drawn over the last picture.
		t.false(terminal.output().includes('\u001B[1;1H\u001B[K'));
		t.false(terminal.isAlternateScreen());
		t.true(terminal.isCursorVisible());
	});
}

test('a hangup ends by SIGHUP, not by an abort', async t => {
	const terminal = await start(t);
	terminal.hangUp();
	t.deepEqual(await terminal.exited, {
		exitCode: 0,
		signal: os.constants.signals.SIGHUP,
	});
});
