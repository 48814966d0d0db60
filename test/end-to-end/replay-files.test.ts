import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {
	manyEvents,
	recordingHeader,
	recordingOf,
} from '../helpers/long-recording.js';
import {
	makePlace,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';

const recording = 'test/output/fixtures/two-runs.jsonl';

test('a replay is written to files instead of a screen, with its colours', async t => {
	const {home} = await makePlace(t);
	const cast = path.join(home, 'run.cast');
	const svg = path.join(home, 'run.svg');
	const html = path.join(home, 'run.html');
	await writeFile(cast, '{"title":"Kill Lab');
	const {stdout, stderr, ended} = await runProgram(
		t,
		[
			'replay',
			recording,
			'--cast',
			cast,
			'--svg',
			svg,
			'--html',
			html,
			'--speed=32',
		],
		Object.fromEntries([['NO_COLOR', '1']]),
	);
	t.is(stdout, '');
	t.is(stderr, `Replacing the cast ${cast}.\n`);
	t.is(ended, 0);
	const text = await readFile(cast, 'utf8');
	t.regex(text, /^{"title":"Kill Lab: 2 runs on MySQL 9\.7\.4","version":2,/);
	t.regex(text, /"m","kill 5: KILL QUERY"/);
	t.regex(await readFile(html, 'utf8'), /<h2>Run 2: committed whole<\/h2>/);
	const picture = await readFile(svg, 'utf8');
	t.regex(picture, /<title id="title">Kill Lab: 2 runs on MySQL 9\.7\.4</);
	t.regex(picture, /fill="#3fb950"[^>]*>committed whole: 3 of 3 rows/);
	t.regex(text, /\\u001b\[1;32mcommitted whole: 3 of 3 rows/);
});

test('what is no cast is left alone, before anything is drawn', async t => {
	const {home} = await makePlace(t);
	const file = path.join(home, 'package.json');
	await writeFile(file, '{"version":2}');
	const {stderr, ended} = await runProgram(t, [
		'replay',
		recording,
		'--cast',
		file,
	]);
	t.is(
		stderr,
		`kill-lab: ${file} exists and is not a cast, so it is left alone. Name another file with --cast.\n`,
	);
	t.is(ended, 1);
	t.is(await readFile(file, 'utf8'), '{"version":2}');
});

test('a demo is played from any folder', async t => {
	const {home} = await makePlace(t);
	const {stdout, stderr, ended} = await runProgram(
		t,
		['replay', '--demo', 'kill-query'],
		{},
		`cd '${home}' && exec "$@"`,
	);
	t.is(stderr, '');
	t.regex(stdout, /kill 2: interrupted/);
	t.is(ended, 0);
});

test('a replay begins on the screen where it is said to, whatever React is told of its surroundings', async t => {
	const program = await startProgram(
		t,
		['replay', '--demo', 'kill-query', '--seek=100%'],
		{env: Object.fromEntries([['NODE_ENV', 'development']])},
	);
	await program.waitFor(/replay: end/, patience);
	await program.waitFor(/Verdict .*rolled back whole/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
});

test('a recording that changes while it is played ends the replay, and says so', async t => {
	const {home} = await makePlace(t);
	const file = path.join(home, 'run.jsonl');
	const events = manyEvents();
	await writeFile(file, recordingOf(events));
	const program = await startProgram(t, ['replay', file]);
	await program.waitFor(new RegExp(`of ${events.length} · `), patience);
	await writeFile(file, recordingHeader);
	t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
	t.regex(
		program.screen().join('').replaceAll('\n', ''),
		/kill-lab: The recording .* has changed while it was played\. Play it again\./,
	);
});
