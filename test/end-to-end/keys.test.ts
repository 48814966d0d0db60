import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {
	firstUpload,
	onServer,
	patience,
	startProgram,
	until,
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

/** Starts a run with a long first upload, and waits until it is under way. */
async function start(t: ExecutionContext): Promise<Program> {
	const program = await startProgram(t, [
		...onServer(server).args,
		'--size=20MB',
		'--rate=1MB',
	]);
	await program.waitFor(firstUpload, patience);
	return program;
}

/** The kills that the program has recorded so far: it records each a moment after sending it. */
async function kills(program: Program) {
	const {events} = await program.recorded();
	return events.filter(event => event.type === 'kill-sent');
}

/** Ends the program, so that the recording is complete. */
async function untilExited(program: Program): Promise<void> {
	program.press('\u0003');
	await program.exited;
}

const notKeys = [
	{what: 'Alt-c', bytes: '\u001Bc'},
	{what: 'Alt-q', bytes: '\u001Bq'},
	{what: 'a bracketed paste', bytes: '\u001B[200~select qc\u001B[201~'},
	{what: "a terminal's reply", bytes: '\u001B[?1;2c'},
	{what: 'an unmarked paste', bytes: 'select quick_count from qc where c = 1'},
	{what: 'other letters', bytes: 'QCabdx'},
] as const;

test.serial('input that only looks like a key does not kill', async t => {
	const program = await start(t);
	for (const {what, bytes} of notKeys) {
		program.press(bytes);
		await untilTaken(program);
		t.deepEqual(await kills(program), [], `${what} does not kill`);
	}

	// A reply that the link delivers in two packets.
	program.press('\u001B[?1;2');
	await delay(30);
	program.press('c');
	await untilTaken(program);
	t.deepEqual(await kills(program), [], "a terminal's reply in two packets");

	// And one that arrives a byte every 200 ms.
	for (const byte of '\u001B[?1;2c') {
		program.press(byte);
		await delay(200);
	}

	await untilTaken(program);
	t.deepEqual(await kills(program), [], "a terminal's reply that dribbles in");

	// The next real key is the first kill.
	program.press('q');
	await program.waitFor(/^.* 1 QUERY +upload/);
	program.press('c');
	await program.waitFor(/^.* 2 CONN +upload .* disconnected/);
	await untilExited(program);
	const sent = await kills(program);
	t.deepEqual(
		sent.map(({kill, kind}) => [kill, kind]),
		[
			[1, 'query'],
			[2, 'connection'],
		],
	);
});

test.serial('a capital Q or C, and Alt, do nothing and say so', async t => {
	const program = await start(t);
	program.press('Q');
	await program.waitFor(/Q does nothing: q kills, in lower case/);
	program.press('\u001Bc');
	await program.waitFor(/Alt-c does nothing: c alone kills/);
	// It clears the way for keys again.
	await program.waitFor(/space pause {2}\+- rate/);
	t.deepEqual(await kills(program), []);
});

test.serial('Escape, and then q, kills', async t => {
	const program = await start(t);
	// Escape closes the help: that shows when the program has read it.
	program.press('?');
	await program.waitFor(/Esc closes/);
	program.press('\u001B');
	await program.waitFor(/space pause/);
	program.press('q');
	await program.waitFor(/^.* 1 QUERY +upload/);
	await untilExited(program);
	const sent = await kills(program);
	t.is(sent.length, 1);
});

test.serial('all keys that arrive together count', async t => {
	const program = await start(t);
	program.press('qqc');
	await program.waitFor(/ 3 CONN .* disconnected/);
	await program.waitFor(/ 2 QUERY /);
	await program.waitFor(/ 1 QUERY /);
	await untilExited(program);
	const sent = await kills(program);
	t.is(sent.length, 3);
});

test.serial('space pauses the upload, and resumes it', async t => {
	const program = await start(t);
	program.press(' ');
	// The clock in the file's line shows how long the upload has taken so far.
	await program.waitFor(/▸ random_file-0\.bin +paused .* % +\d\.\d s/);
	await program.waitFor(/space resume/);
	await untilLater(program);
	const at = part(program);
	await untilLater(program);
	t.is(part(program), at);

	program.press(' ');
	await program.waitFor(/space pause/);
	await program.waitFor(() => part(program) > at);
});

test.serial('+ and - change the rate', async t => {
	const program = await start(t);
	await program.waitFor(/rate +1(?:\.0+)? MB\/s/);
	program.press('+');
	await program.waitFor(/rate +1\.5 MB\/s/);
	program.press('-');
	await program.waitFor(/rate +1(?:\.0+)? MB\/s/);
	program.press('+++');
	await program.waitFor(/rate +3\.[34]\d? MB\/s/);

	// And the upload follows the rate.
	await program.waitFor(/▸ random_file-0\.bin +upload .* 3\.[2-6]\d? MB\/s/);
	const {state} = await program.recorded();
	t.is(Math.round(state.run?.rate ?? 0), 1.5 ** 3 * 1024 ** 2);
});

/** Waits until the program has taken everything that was typed: it answers another key only when it no longer waits for the rest of a sequence or a paste. */
async function untilTaken(program: Program): Promise<void> {
	const paces = async () => {
		const {events} = await program.recorded();
		return events.filter(({type}) => type === 'pace').length;
	};

	const before = await paces();
	await until(async () => {
		program.press('-');
		await delay(100);
		return (await paces()) > before;
	});
}

/** Waits until the clock in the first file's line has advanced by half a second. */
async function untilLater(program: Program): Promise<void> {
	const later = secondsShown(program) + 0.5;
	await program.waitFor(() => secondsShown(program) > later);
}

/** The time in the first file's line, in seconds. */
function secondsShown(program: Program): number {
	const match = /▸ random_file-0\.bin .* % +(\d+\.\d) s/.exec(
		program.screen().join('\n'),
	);
	return Number(match?.[1]);
}

/** The uploaded part of the first file, in per cent. */
function part(program: Program): number {
	const match = /▸ random_file-0\.bin .* (\d+) %/.exec(
		program.screen().join('\n'),
	);
	return Number(match?.[1]);
}
