import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import test, {type ExecutionContext} from 'ava';
import {openTerminal, type Terminal} from '../helpers/terminal.js';
import {testProgram} from '../helpers/test-program.js';

type Program = {
	readonly terminal: Terminal;
	/** Waits for the next report with this text, and returns those before it. */
	readonly reported: (text: string) => Promise<readonly string[]>;
};

/** Starts the fixture and waits until it has drawn its first frame. */
async function start(t: ExecutionContext): Promise<Program> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'screen-'));
	const server = net.createServer();
	const connected = new Promise<net.Socket>(resolve => {
		server.once('connection', resolve);
	});
	const address = path.join(folder, 'reports');
	server.listen(address);
	await once(server, 'listening');
	const terminal = openTerminal({
		command: process.execPath,
		args: [...testProgram('test/terminal/fixtures/screen-program.ts'), address],
	});
	t.teardown(async () => {
		try {
			terminal.kill('SIGKILL');
		} catch {
			// It has ended.
		}

		terminal.resume();
		await terminal.exited;
		server.close();
		await fs.rm(folder, {recursive: true});
	});
	const socket = await connected;
	const lines = readline
		.createInterface({input: socket})
		[Symbol.asyncIterator]();
	async function reported(text: string): Promise<readonly string[]> {
		const others: string[] = [];
		for (;;) {
			const line: IteratorResult<string, unknown> = await lines.next();
			if (line.done) {
				throw new Error(`The program ended before it reported: ${text}`);
			}

			if (line.value === text) {
				return others;
			}

			others.push(line.value);
		}
	}

	await reported('ready');
	return {terminal, reported};
}

test('a frame fills the alternate screen', async t => {
	const {terminal} = await start(t);
	await terminal.waitFor(/^the last line$/);
	t.is(terminal.screen()[0], 'frame 1 of 120x40');
	t.is(terminal.screen()[39], 'the last line');
	t.true(terminal.isAlternateScreen());
	t.false(terminal.isCursorVisible());
	t.true(terminal.marksPastes());
	t.false(terminal.wraps());
});

test('only differences are written', async t => {
	const {terminal} = await start(t);
	await terminal.waitFor(/^frame 1 /);
	const before = terminal.output().length;
	terminal.press('n');
	await terminal.waitFor(/^frame 2 /);
	t.is(
		terminal.output().slice(before),
		'\u001B[?2026h\u001B[1;7H2\u001B[?2026l\u001B[5n',
	);
});

test('a line that is too wide is cut, and a line of full width keeps its last character', async t => {
	const {terminal} = await start(t);
	terminal.press('w');
	await terminal.waitFor(/^bottom$/);
	t.deepEqual(terminal.screen().slice(0, 5), [
		'top',
		'wide'.repeat(30),
		'|'.repeat(120),
		'bottom',
		'',
	]);
	t.is(terminal.cells()[1]?.[119]?.background, 1);
	t.is(terminal.cells()[3]?.[0]?.background, undefined);
});

test('a new size draws everything again', async t => {
	const {terminal} = await start(t);
	await terminal.waitFor(/^the last line$/);
	terminal.resize(60, 16);
	await terminal.waitFor(/^frame 2 of 60x16$/);
	t.is(terminal.screen()[1], 'this line stays');
	t.is(terminal.screen()[15], 'the last line');
	terminal.resize(100, 30);
	await terminal.waitFor(/^frame 3 of 100x30$/);
	t.is(terminal.screen()[1], 'this line stays');
	t.is(terminal.screen()[29], 'the last line');
	t.is(terminal.screen()[15], '');
});

test('a terminal that stalls blocks neither the event loop nor the keys, and then shows the newest frame', async t => {
	const {terminal, reported} = await start(t);
	await terminal.waitFor(/^frame 1 /);
	terminal.pause();
	terminal.press('b');
	await reported('drawn');
	terminal.press('k');
	await reported('key k');
	const before = terminal.output().length;
	terminal.resume();
	// A link that has stalled counts as slow: the picture comes in portions.
	await terminal.waitFor(
		([first = '', ...lines]) =>
			first.startsWith('frame 501 ') && lines[19] === '1'.repeat(120),
	);
	const written = Buffer.byteLength(terminal.output().slice(before));
	t.true(written > 0);
	// 500 frames of 40 full lines are 2.4 MB. The kernel's buffer holds a few of them.
	t.true(written < 10 * 40 * 130, `${written} bytes`);
});

const endings = [
	['Ctrl-C, and a key after it that nobody reads,', '\u0003k', 0],
	['process.exit()', 'e', 3],
	['an error that nobody catches', 'x', 1],
] as const;

for (const [how, key, status] of endings) {
	test(`after ${how} the terminal is as it was`, async t => {
		const {terminal} = await start(t);
		await terminal.waitFor(/^frame 1 /);
		terminal.press(key);
		t.deepEqual(await terminal.exited, {exitCode: status, signal: undefined});
		t.false(terminal.isAlternateScreen());
		t.true(terminal.isCursorVisible());
		t.false(terminal.marksPastes());
		t.true(terminal.wraps());
		t.is(
			terminal.screen().some(line => line.includes('Nobody catches this')),
			status === 1,
		);
	});
}

// After an error, Node itself writes to the terminal and waits for it.
for (const [how, key, status] of endings.slice(0, 2)) {
	test(`${how} ends a program whose terminal has stalled`, async t => {
		const {terminal, reported} = await start(t);
		terminal.pause();
		terminal.press('b');
		await reported('drawn');
		terminal.press(key);
		t.deepEqual(await terminal.exited, {exitCode: status, signal: undefined});
	});
}

test('keys come from a real terminal in order, and Alt-c, a paste and a reply are not plain keys', async t => {
	const {terminal, reported} = await start(t);
	terminal.press('k\u001Bc\u001B[200~c\nc\u001B[201~\u001B[?1;2c\u001A?');
	t.deepEqual(await reported('key ?'), [
		'key k',
		'key alt c',
		String.raw`key paste "c\nc"`,
		'key z',
	]);
	terminal.press('\u001B');
	t.deepEqual(await reported('key escape'), []);
	terminal.press('[?1;2c');
	terminal.press('k');
	t.deepEqual(await reported('key k'), []);
});

test('a hangup ends the keys, and frames and the last words are lost without an error', async t => {
	const {terminal, reported} = await start(t);
	terminal.hangUp();
	await reported('hung up');
	t.deepEqual(await terminal.exited, {
		exitCode: 0,
		signal: os.constants.signals.SIGHUP,
	});
});
