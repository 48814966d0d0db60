import test from 'ava';
import {onServer, patience, startProgram} from '../helpers/program.js';
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

	// Nobody is there to be killed, and no other key starts it.
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
