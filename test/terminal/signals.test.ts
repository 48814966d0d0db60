import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {testProgram} from '../helpers/test-program.js';

type Program = {
	readonly child: ChildProcess;
	/** Waits until the program has said something. */
	readonly said: (text: string) => Promise<void>;
	/** The lines that it has printed. */
	readonly lines: () => readonly string[];
	/** How it ended: its exit code, or the name of the signal. */
	readonly ended: Promise<number | NodeJS.Signals | undefined>;
};

async function start(t: ExecutionContext, kind: string): Promise<Program> {
	const child = spawn(
		process.execPath,
		[...testProgram('test/terminal/fixtures/signal-program.tsx'), kind],
		{stdio: ['pipe', 'pipe', 'inherit']},
	);
	t.teardown(() => child.kill('SIGKILL'));
	let output = '';
	child.stdout.setEncoding('utf8');
	child.stdout.on('data', (text: string) => {
		output += text;
	});
	const lines = () => output.split('\n').slice(0, -1);
	const ended: Program['ended'] = new Promise(resolve => {
		child.once('close', (code, signal) => {
			resolve(signal ?? code ?? undefined);
		});
	});
	async function said(text: string): Promise<void> {
		while (!lines().includes(text)) {
			if (child.stdout.readableEnded) {
				throw new Error(`The program ended before it said: ${text}`);
			}

			await once(child.stdout, 'data');
		}
	}

	await said('ready');
	return {child, said, lines, ended};
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
	test(`${signal} waits for the clean-up and then ends the program`, async t => {
		const {child, said, lines, ended} = await start(t, 'slow');
		child.kill(signal);
		await said(`clean-up after ${signal}`);
		child.stdin?.write('go on\n');
		t.is(await ended, signal);
		t.deepEqual(lines(), ['ready', `clean-up after ${signal}`, 'clean']);
	});
}

test('the program ends by the signal while Ink is still mounted', async t => {
	const {child, lines, ended} = await start(t, 'mounted');
	child.kill('SIGTERM');
	t.is(await ended, 'SIGTERM');
	t.deepEqual(lines(), ['ready', 'clean-up after SIGTERM', 'clean']);
});

test('a clean-up that fails does not change the end', async t => {
	const {child, lines, ended} = await start(t, 'fail');
	child.kill('SIGTERM');
	t.is(await ended, 'SIGTERM');
	t.deepEqual(lines(), ['ready', 'clean-up after SIGTERM']);
});

test("a clean-up that never ends but leaves nothing to wait for exits with the signal's status", async t => {
	const {child, ended} = await start(t, 'idle');
	child.kill('SIGINT');
	t.is(await ended, 130);
});

test('the same signal at once counts once, and a later one does not wait', async t => {
	const {child, said, lines, ended} = await start(t, 'never');
	child.kill('SIGINT');
	await said('clean-up after SIGINT');
	// The first ones may come too early, and count as the same wish.
	while (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGTERM');
		await Promise.race([ended, delay(50)]);
	}

	t.is(await ended, 'SIGTERM');
	t.deepEqual(lines(), [
		'ready',
		'clean-up after SIGINT',
		'not in a hurry',
		'restored',
	]);
});

test('SIGHUP never hurries a clean-up', async t => {
	const {child, said, lines, ended} = await start(t, 'hangup');
	child.kill('SIGTERM');
	await said('waiting');
	// Longer than the time in which signals count as the same wish.
	await delay(600);
	child.kill('SIGHUP');
	await said('SIGHUP came');
	child.stdin?.write('go on\n');
	t.is(await ended, 'SIGTERM');
	t.deepEqual(lines(), [
		'ready',
		'clean-up after SIGTERM',
		'waiting',
		'SIGHUP came',
		'clean',
	]);
});

test('signals have their usual effect once they are no longer handled', async t => {
	const {child, lines, ended} = await start(t, 'stopped');
	child.kill('SIGTERM');
	t.is(await ended, 'SIGTERM');
	t.deepEqual(lines(), ['ready']);
});
