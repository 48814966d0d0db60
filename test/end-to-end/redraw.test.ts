import test from 'ava';
import {patience, startProgram} from '../helpers/program.js';

const erase = '\u001B[2J';

test('Ctrl-L draws the whole screen again, also while a statement is typed', async t => {
	const program = await startProgram(t, ['--sandbox', '--wait']);
	await program.waitFor(/s start/, patience);
	const times = () => program.output().split(erase).length;
	for (const key of ['', ':']) {
		program.press(key);
		const before = times();
		program.press('\u000C');
		await program.waitFor(() => times() > before);
		await program.waitFor(/ Kill Lab /);
	}

	program.press('\u0003');
	const {exitCode} = await program.exited;
	// No run has come to a verdict.
	t.is(exitCode, 130);
});
