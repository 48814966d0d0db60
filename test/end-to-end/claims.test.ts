import {readFile} from 'node:fs/promises';
import {constants} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {exitCodes} from '../../source/options/exit-codes.js';
import {
	patience,
	runProgram,
	startProgram,
	untilNothingRemains,
} from '../helpers/program.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

test('two claims on a throwaway server: a line each, the file, and nothing that remains', async t => {
	const file = path.join(await temporaryFolder(t), 'claims.md');
	const {stdout, ended, remains} = await runProgram(t, [
		'claims',
		'--sandbox=mariadb',
		'--claim=c12',
		'--claim=c14',
		'--trials=2',
		'--markdown',
		file,
	]);
	t.is(ended, exitCodes.atomic);
	t.regex(stdout, /^MariaDB \S+, each claim 2 times\./);
	t.regex(stdout, /^c12 +holds\n +MySQL, "KILL Statement": GET_LOCK\(\)/m);
	t.regex(stdout, /^ +- OK with NULL \(2 of 2, p50 /m);
	t.regex(stdout, /^c14 +cannot be tested here$/m);
	t.regex(stdout, /^MariaDB \S+: holds: 1, cannot be tested here: 1\.$/m);
	t.regex(await readFile(file, 'utf8'), /^## c12$/m);
	t.deepEqual(await remains(), []);
});

test('Ctrl-C ends the experiments, and nothing remains', async t => {
	const program = await startProgram(t, [
		'claims',
		'--sandbox=mariadb',
		'--trials=1000',
		'--claim=c7',
	]);
	await program.waitFor(/each claim 1000 times/, patience);
	program.press('\u0003');
	// By the signal itself: a shell then knows that it was interrupted.
	t.deepEqual(await program.exited, {
		exitCode: 0,
		signal: constants.signals.SIGINT,
	});
	await untilNothingRemains(program);
});
