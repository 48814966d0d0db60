import test from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
	until,
} from '../helpers/program.js';
import {sandboxServer} from '../helpers/server.js';

test('--wait waits for s', async t => {
	const server = await sandboxServer('mysql');
	t.teardown(server.stop);
	const program = await startProgram(t, [
		...onServer(server).args,
		'--wait',
		'--files=1',
		'--size=1MB',
		'--rate=max',
	]);
	await program.waitFor(/s start/, patience);
	t.regex(program.screen()[0] ?? '', / Kill Lab {3}MySQL /);

	// There is no connection to kill, and no other key starts it.
	program.press('qc +-x');
	program.press('s');
	await program.waitFor(/Verdict committed whole: 1 of 1 row/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	const {events, state} = await program.recorded();
	t.is(events.filter(({type}) => type === 'run-started').length, 1);
	t.deepEqual(state.run?.kills, []);
});

test('Ctrl-C while it waits leaves nothing', async t => {
	const program = await startProgram(t, ['--sandbox=mysql', '--wait']);
	await program.waitFor(/s start/, patience);
	program.press('\u0003');
	const {exitCode} = await program.exited;
	t.is(exitCode, 130);
	t.deepEqual(await program.remains(), []);
});

for (const [columns, rows] of [
	[120, 40],
	[60, 16],
] as const) {
	test(`a screen of ${columns} x ${rows} shows what the lab waits for before the first run, and Ctrl-C ends it on the server too`, async t => {
		const server = await sandboxServer('mysql');
		t.teardown(server.stop);
		const {args, schema} = onServer(server);
		const few = ['--files=1', '--size=64k', '--keep'];
		const {ended} = await runProgram(t, [...args, ...few, '--plain']);
		t.is(ended, 0);
		const holder = await server.connect();
		t.teardown(() => {
			holder.destroy();
		});
		await holder.query('START TRANSACTION');
		await holder.query(`SELECT COUNT(*) FROM ${schema}.DataBlobs`);

		const program = await startProgram(t, [...args, ...few], {columns, rows});
		await program.waitFor(
			/^ Waiting \d\.\d s for TRUNCATE TABLE · .*\^C quits *$/m,
			patience,
		);
		program.press('\u0003');
		const {exitCode} = await program.exited;
		t.is(exitCode, 130);
		await until(async () => {
			const [rows] = await holder.query<never[]>('SHOW PROCESSLIST');
			return !JSON.stringify(rows).includes('metadata lock');
		});
		// It took no effect when the lock was released.
		await holder.query('COMMIT');
		const [kept] = await holder.query<never[]>(
			`SELECT 1 FROM ${schema}.DataBlobs`,
		);
		t.is(kept.length, 1);
	});
}
