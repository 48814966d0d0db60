import {readFile, writeFile} from 'node:fs/promises';
import test from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
	type Lines,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mariadb');
});

test.after.always(async () => {
	await server.stop();
});

/** A run of 2 s with a lost kill, and what it printed. */
async function recordedRun(
	t: Parameters<typeof runProgram>[0],
	output = '--plain',
): Promise<Lines> {
	return runProgram(t, [
		...onServer(server).args,
		'--files=2',
		'--size=2MB',
		'--rate=2MB/s',
		'--kill=query@2:upload:50%',
		output,
	]);
}

for (const output of ['--plain', '--json']) {
	test.serial(
		`a replay prints the lines of the run again: ${output}`,
		async t => {
			const {stdout, recording} = await recordedRun(t, output);
			const replayed = await runProgram(t, ['replay', recording, output]);
			t.is(replayed.stderr, '');
			t.is(replayed.stdout, stdout);
			t.is(replayed.ended, 0);
		},
	);
}

test.serial('a key that comes before the first picture counts', async t => {
	const {recording} = await recordedRun(t);
	const program = await startProgram(t, ['replay', recording, '--speed=64']);
	program.press(' ');
	await program.waitFor(/space resume/, patience);
	program.press('?');
	await program.waitFor(/page 1 of \d/, patience);
	program.press('\u001B');
	await program.waitFor(/space resume/, patience);
	t.notRegex(program.screen().join('\n'), /replay: end/);
});

test.serial('a recording that is cut short says so', async t => {
	const {recording} = await recordedRun(t);
	const text = await readFile(recording, 'utf8');
	await writeFile(recording, text.slice(0, text.length / 2));
	const {stdout, stderr, ended} = await runProgram(t, ['replay', recording]);
	t.regex(stdout, /run 1: 2 files/);
	t.regex(
		stderr,
		/^kill-lab: The recording .* is cut short: it ends after line \d+\.\n$/,
	);
	t.is(ended, 1);

	const program = await startProgram(t, ['replay', recording, '--speed=50']);
	await program.waitFor(/replay: cut short/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
	t.regex(
		program.screen().join('').replaceAll('\n', ''),
		/The recording .* is cut short: it ends after line \d+\./,
	);
});

test.serial('invalid arguments are refused', async t => {
	for (const [args, message] of [
		[['replay'], /^kill-lab: replay takes one file/],
		[['replay', 'a', 'b'], /^kill-lab: replay takes one file/],
		[['replay', 'a', '--size=1MB'], /not --size\./],
		[['replay', 'a', '--keep'], /not --keep\./],
		[['replay', 'a', '--speed=fast'], /--speed takes a number/],
		[['--speed=2'], /--speed works only with kill-lab replay FILE/],
	] as const) {
		const {stderr, ended} = await runProgram(t, args);
		t.regex(stderr, message);
		t.is(ended, 2);
	}
});

test.serial(
	'the screen plays it, the keys work, and nothing is killed',
	async t => {
		const {recording} = await recordedRun(t);
		const program = await startProgram(t, [
			'replay',
			recording,
			'--speed=0.25',
		]);
		await program.waitFor(/Replay ─/, patience);
		await program.waitFor(/\b0\.25x {2}space pause/, patience);
		await program.waitFor(/random_file-0\.bin +upload/, patience);
		program.press(' ');
		await program.waitFor(/space resume/, patience);
		program.press('qc');
		program.press('+');
		await program.waitFor(/\b0\.5x {2}space resume/, patience);
		const paused = program.screen().join('\n');
		const [, position = ''] = /event +(\d+) of \d+ · /.exec(paused) ?? [];
		program.press('.');
		await program.waitFor(lines => lines.join('\n') !== paused, patience);
		program.press(',');
		// It goes to a stop, and the pause may have come between two.
		await program.waitFor(
			lines =>
				Number(/event +(\d+) of/.exec(lines.join('\n'))?.[1]) <=
				Number(position),
			patience,
		);
		program.press(']');
		await program.waitFor(/Kill 1, as it turned out: {2}lost/, patience);
		await program.waitFor(/kill 1 is sent: KILL QUERY/, patience);
		program.press(']');
		await program.waitFor(/no kill after this place/, patience);
		program.press('\u001B[F');
		await program.waitFor(/replay: end/, patience);
		program.press('[');
		await program.waitFor(/Kill 1, as it turned out: {2}lost/, patience);
		program.press('\u001B[H');
		await program.waitFor(/run 1 begins/, patience);
		program.press('q');
		await program.waitFor(/q does nothing: a replay kills/, patience);
		program.press(' ');
		await program.waitFor(/replay: end {2}s again/, patience);
		await program.waitFor(/Verdict committed whole: 2 of 2 rows/, patience);
		t.regex(program.screen().join('\n'), /1 QUERY upload \d+ %.*lost/);
		t.notRegex(program.screen().join('\n'), /2 (?:QUERY|CONN) /);
		program.press('s');
		await program.waitFor(/\b0\.5x {2}space pause/, patience);
		await program.waitFor(/replay: end/, patience);
		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	},
);
