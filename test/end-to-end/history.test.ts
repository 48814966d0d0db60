import test from 'ava';
import {patience, startProgram} from '../helpers/program.js';

test.serial(
	`h lists the runs with their kills, shows one again and turns to the table, while a run goes on`,
	async t => {
		const program = await startProgram(t, [
			`--sandbox=mariadb`,
			'--files=2',
			'--size=4MB',
			'--rate=2MB/s',
			'--wait',
			'--kill=query@1:upload:30%',
			'--kill=connection@2:upload:30%',
		]);
		await program.waitFor(/s start/, patience);
		program.press('h');
		await program.waitFor(/No run yet\. Tab shows what is known of kills/);
		program.press('\t');
		await program.waitFor(/What kills do in blobs: 0 of 20 tried/);
		program.press('\u001B');
		await program.waitFor(/s start/);

		program.press('s');
		await program.waitFor(/run 1 .*/, patience);
		await program.waitFor(/Verdict rolled back whole/, patience);
		program.press('s');
		await program.waitFor(/ run 2 /, patience);
		await program.waitFor(/Verdict rolled back whole/, patience);

		program.press('h');
		await program.waitFor(/2 runs with 4 kills, the newest first/);
		await program.waitFor(/▸ run 2 blobs: rolled back whole, 0 of 2 rows/);
		// To the last line, the first kill of the first run.
		program.press('\u001B[F');
		await program.waitFor(/▸ +1 QUERY upload/);
		program.press('\u001B[5~');
		await program.waitFor(/▸ run 2 blobs/);
		program.press('\u001B[6~\u001B[A\r');
		await program.waitFor(/Run 1 as it ended · took /);
		await program.waitFor(/disconnected\. /);
		program.press('\u001B');
		await program.waitFor(/▸ +2 CONN +upload/);
		program.press('h');
		await program.waitFor(/What kills do in blobs: 2 of 20 tried/);
		await program.waitFor(/upload +QUERY +2 lost +lost/);
		await program.waitFor(/upload +CONN +2 disconnected +disconnected/);

		// With the history open, the keys kill as always.
		program.press('s');
		await program.waitFor(/ run 3 /, patience);
		await program.waitFor(/random_file-0\.bin upload/, patience);
		program.press('c');
		await program.waitFor(/upload +CONN +3 disconnected/, patience);
		await program.waitFor(/Verdict rolled back whole/, patience);
		program.press('\u0003');
		const {exitCode} = await program.exited;
		t.is(exitCode, 0);
	},
);
