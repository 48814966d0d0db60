import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {type LabEvent} from '../../source/lab/events/events.js';
import {
	firstUpload,
	onServer,
	patience,
	startProgram,
	until,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

const slow = ['--size=60MB', '--rate=1MB'];

const redraws = 20;

/** Stops reading, and makes the program redraw the whole screen until the kernel's buffer must be full: a frame has 5 kB and more, and the buffer of a pseudo-terminal less than 80. */
async function stall(program: Program): Promise<void> {
	program.pause();
	for (let redraw = 0; redraw < redraws; redraw++) {
		program.resize(redraw % 2 === 0 ? 119 : 120, 40);
		await delay(50);
	}
}

/** How often the program has drawn the whole screen. */
function draws(program: Program): number {
	return program.output().split('\u001B[2J').length - 1;
}

test("a key kills while the screen can't be written", async t => {
	const program = await startProgram(t, [...onServer(server).args, ...slow]);
	t.teardown(program.resume);
	await program.waitFor(firstUpload, patience);
	await stall(program);
	const before = draws(program);

	program.press('q');
	await until(async () => {
		const {state} = await program.recorded();
		return state.run?.kills[0]?.answer?.type === 'acknowledged';
	});
	program.press('c');
	await until(async () => {
		const {state} = await program.recorded();
		return state.run?.verdict?.verdict.outcome === 'rolled back whole';
	});

	// And once the link is back, the newest picture is there.
	program.resume();
	await program.waitFor(/Verdict rolled back whole/);
	// It did not even draw all the others.
	t.true(draws(program) - before < redraws);
	t.regex(
		program.screen().join('\n'),
		/ 2 CONN .* disconnected\b.*\n.* 1 QUERY /,
	);
});

test("Ctrl-C cleans up while the screen can't be written", async t => {
	const program = await startProgram(t, ['--sandbox=mysql', ...slow]);
	t.teardown(program.resume);
	await program.waitFor(firstUpload, patience);
	await stall(program);

	program.press('\u0003');
	await untilNothingRemains(program);

	// Once the link is back, the terminal is as before.
	program.resume();
	t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
	t.false(program.isAlternateScreen());
	t.true(program.isCursorVisible());
	t.false(program.marksPastes());
	t.true(program.wraps());
});

test('the run starts once its first picture has been shown, or after two seconds on a link that hangs', async t => {
	const program = await startProgram(t, [
		...onServer(server).args,
		'--files=1',
		'--size=64k',
	]);
	// Nobody reads: no answer comes.
	program.pause();
	const timeOf = async (wanted: LabEvent['type']) => {
		// There is no file until the recording starts.
		const recorded = await program.recorded().catch(() => undefined);
		return recorded?.events.find(({type}) => type === wanted)?.at;
	};

	await until(async () => (await timeOf('verdict')) !== undefined);
	const waited =
		((await timeOf('run-started')) ?? 0) - ((await timeOf('planned')) ?? 0);
	t.true(waited > 1500 && waited < 10_000, `${waited} ms`);
	program.resume();
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
});
