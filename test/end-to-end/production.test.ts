import test from 'ava';
import {flavours} from '../helpers/server.js';
import {patience, startProgram} from '../helpers/program.js';
import {all} from '../helpers/terminal.js';

/** What is to be seen of a lost KILL QUERY while the server still receives: MySQL shows nothing of the flag. */
const afterKillQuery = {
	mysql: all(/=Sleep /, /Sleep: the server has not got/),
	mariadb: all(/=Killed /, /Killed is a flag: the server/),
} as const;

for (const flavour of flavours) {
	test.serial(
		`p shows what production would show, and the keys kill meanwhile: ${flavour}`,
		async t => {
			const program = await startProgram(
				t,
				[`--sandbox=${flavour}`, '--files=2', '--size=4MB', '--rate=1MB/s'],
				{columns: 80, rows: 24},
			);
			await program.waitFor(/▸ random_file-0\.bin upload/, patience);
			program.press('p');
			await program.waitFor(/In production you would see/);
			await program.waitFor(
				all(/=Sleep /, /Sleep: the server has not got/),
				patience,
			);
			program.press('q');
			await program.waitFor(afterKillQuery[flavour], patience);

			// The next file tells that the kill was lost; the log has it, below what is shown.
			await program.waitFor(/▸ random_file-1\.bin upload/, patience);
			program.press('p');
			await program.waitFor(/1 QUERY +upload .*lost/, patience);
			program.press('p');
			await program.waitFor(/=RUNNING +=1 /, patience);
			program.press('c');
			await program.waitFor(
				all(/=no row for this connection/, /Thread and transaction are gone/),
				patience,
			);
			await program.waitFor(/Verdict rolled back whole/, patience);
			program.press('\u001B');
			await program.waitFor(/2 CONN +upload .*disconnected/, patience);
			program.press('\u0003');
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
		},
	);
}
