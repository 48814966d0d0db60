import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {grouped} from '../../source/format.js';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';
import {readSweep} from '../../source/commands/sweep/sweep-file.js';
import {schemaNamed} from '../helpers/fits-schema.js';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, tablesIn, type TestServer} from '../helpers/server.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mariadb');
});

test.after.always(async () => {
	await server.stop();
});

test('a sweep as JSON: what was asked for, runs without a kill, and a line for each trial', async t => {
	const {args, schema} = onServer(server);
	const {stdout, ended, remains} = await runProgram(t, [
		'sweep',
		...args,
		'--workload=sleep',
		'--workload=blobs',
		'--trials=2',
		'--seed=seven',
		'--json',
	]);
	t.is(ended, 0);
	const lines = stdout
		.split('\n')
		.slice(0, -1)
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is what the program wrote.
		.map(line => JSON.parse(line) as {type: string; workload?: string});
	const misfit = await schemaNamed('sweep-line');
	t.deepEqual(lines.map(line => misfit(line)).filter(Boolean), []);
	t.like(lines[0], {type: 'sweep', trials: 2, seed: 'seven'});
	t.deepEqual(
		lines.slice(1).map(({type, workload}) => `${type} ${workload}`),
		['sleep', 'blobs'].flatMap(name => [
			...['course', 'course', 'course'].map(type => `${type} ${name}`),
			...['trial', 'trial'].map(type => `${type} ${name}`),
		]),
	);
	t.deepEqual(await tablesIn(server, schema), []);
	t.deepEqual(await remains(), []);
});

test('a sweep that is killed goes on with every trial that was finished', async t => {
	const {args, schema} = onServer(server);
	const file = path.join(await temporaryFolder(t), 'sweep.jsonl');
	const sweep = ['sweep', ...args];
	const first = await startProgram(t, [
		...sweep,
		'--workload=sleep',
		'--trials=1000',
		'--log',
		file,
		'--plain',
	]);
	await first.waitFor(/^sleep 2\/1000: /m, patience);
	first.kill('SIGKILL');
	await first.exited;
	const before = readSweep(file).state.tried[0]?.trials ?? [];
	t.true(before.length >= 2);

	const wanted = before.length + 2;
	const {ended, stdout} = await runProgram(t, [
		...sweep,
		'--resume',
		file,
		`--trials=${wanted}`,
	]);
	t.is(ended, 0);
	t.regex(stdout, new RegExp(`^sleep: ${wanted} kills$`, 'm'));
	const {tried, began} = readSweep(file).state;
	t.is(began.trials, 1000);
	t.deepEqual(tried[0]?.trials.slice(0, before.length), before);
	t.is(tried[0]?.trials.length, wanted);
	t.deepEqual(await tablesIn(server, schema), []);

	// Nothing is left to be tried: the map needs no server.
	const again = await runProgram(t, [
		'sweep',
		'--resume',
		file,
		`--trials=${wanted}`,
		'-S',
		'/nowhere/at/all',
	]);
	t.is(again.ended, 0);
	t.regex(again.stdout, new RegExp(`^sleep: ${wanted} kills$`, 'm'));
});

test('Ctrl-C draws the map of what was measured, and leaves nothing', async t => {
	const {args, schema} = onServer(server);
	const file = path.join(await temporaryFolder(t), 'sweep.jsonl');
	const program = await startProgram(t, [
		'sweep',
		...args,
		'--workload=sleep',
		'--log',
		file,
		'--plain',
	]);
	await program.waitFor(/^sleep 1\/200: /m, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: 2});
	t.regex(program.output(), /^ {2}phase +kill /m);
	t.deepEqual(await tablesIn(server, schema), []);
	t.true((readSweep(file).state.tried[0]?.trials.length ?? 0) >= 1);
	const text = await readFile(file, 'utf8');
	t.true(text.endsWith('\n'));
});

test('on a terminal the map fills while one looks, space pauses, and Ctrl-C leaves the map', async t => {
	const {args, schema} = onServer(server);
	const program = await startProgram(t, [
		'sweep',
		...args,
		'--workload=sleep',
		'--seed=seven',
	]);
	await program.waitFor(/sleep: [1-9]\d* of 200 kills · about/, patience);
	await program.waitFor(/^ {3}phase +kill /, patience);
	program.press(' ');
	await program.waitFor(/paused: space goes on/, patience);
	program.press('?');
	await program.waitFor(/lets no further run begin, or goes on/, patience);
	program.press('\u001B');
	await program.waitFor(/paused: space goes on/, patience);
	program.press(' ');
	await program.waitFor(/ kills · about/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
	t.true(
		program
			.screen()
			.some(line => /^Sweep of MariaDB .*, seed seven$/.test(line)),
	);
	t.deepEqual(await tablesIn(server, schema), []);
	t.deepEqual(await program.remains(), []);
});

test('a server of somebody is asked for consent, with the number of kills', async t => {
	const {args} = onServer(server);
	const {stderr, ended} = await runProgram(t, [
		'sweep',
		...args.filter(word => word !== '--yes'),
		'--workload=all',
		'--trials=100',
	]);
	t.is(ended, 1);
	t.regex(stderr, /is not a throwaway server\.$/m);
	const swept = allFacts.filter(
		({needs, throwawayOnly}) => (needs ?? throwawayOnly) === undefined,
	);
	t.true(
		stderr.includes(
			`and kill its own connections ${grouped(100 * swept.length)} times.`,
		),
		`${stderr}`,
	);
	t.regex(stderr, /No terminal to ask on\. Add --yes to agree\./);
});

test('what was measured is drawn and compared without a server, and goes on with the server that it began with', async t => {
	const file = path.join(await temporaryFolder(t), 'sweep.jsonl');
	const {args} = onServer(server);
	await runProgram(t, [
		'sweep',
		...args,
		'--workload=sleep',
		'--trials=1',
		'--log',
		file,
	]);
	const text = await readFile(file, 'utf8');
	const drawn = await runProgram(t, ['sweep', file, '--json']);
	t.is(drawn.ended, 0);
	t.like(JSON.parse(drawn.stdout), {
		schema: 1,
		sweeps: [{trials: 1, maps: [{workload: 'sleep', trials: 1}]}],
	});
	const page = path.join(path.dirname(file), 'map.html');
	const markdown = path.join(path.dirname(file), 'map.md');
	const written = await runProgram(t, [
		'sweep',
		file,
		`--html=${page}`,
		`--markdown=${markdown}`,
	]);
	t.is(written.ended, 0);
	t.regex(written.stdout, /^sleep: 1 kill$/m);
	t.regex(await readFile(page, 'utf8'), /<h2>sleep, MariaDB /);
	t.regex(await readFile(markdown, 'utf8'), /^### sleep$/m);
	const compared = await runProgram(t, ['sweep', '--compare', file, file]);
	t.is(compared.ended, 0);
	t.regex(compared.stdout, /nothing differs for sure/);

	const other = await sandboxServer('mysql');
	t.teardown(async () => other.stop());
	const {ended, stderr} = await runProgram(t, [
		'sweep',
		...onServer(other).args,
		'--resume',
		file,
		'--trials=2',
	]);
	t.is(ended, 1);
	t.regex(
		stderr,
		/The sweep is of MariaDB \S+, and this server is MySQL \S+\./,
	);
	t.is(await readFile(file, 'utf8'), text);
});
