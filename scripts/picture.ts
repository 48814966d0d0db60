import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {openTerminal, type Terminal} from '../test/helpers/terminal.js';
import {draw, until} from './draw-picture.js';

/*
Draws docs/screen.svg, docs/question.svg, docs/verdict.svg and docs/history.svg: what the built program shows on a terminal during a run of ten files of 100 MB on a throwaway MySQL, with KILL QUERY at four moments.
*/

const root = new URL('../', import.meta.url);

/** The key that moves down. */
const down = '\u001B[B';

/** Kills that do nothing, each for its own reason, then one that rolls everything back. */
async function play(terminal: Terminal): Promise<void> {
	await until(terminal, /▸ random_file-0\.bin +upload .* 4\d %/);
	terminal.press('q');
	await until(terminal, / 1 QUERY .* lost/);

	await until(terminal, /▸ random_file-1\.bin +write /);
	terminal.press('q');
	await until(terminal, / 2 QUERY .* too late/);

	await until(terminal, /▸ random_file-2\.bin +generate /);
	terminal.press('q');
	await until(terminal, / 3 QUERY .* no statement/);

	await until(terminal, /▸ random_file-3\.bin +upload .* 5\d %/);
	terminal.press('q');
	await until(
		terminal,
		/▸ random_file-3\.bin +upload .* 6\d %/,
		/ 4 QUERY .*\d ms /,
	);
	await draw(terminal, 'screen.svg');

	await until(
		terminal,
		/▸ random_file-4\.bin +execute /,
		/Execute \/ starting/,
	);
	terminal.press('q');
	await until(
		terminal,
		/ 5 QUERY .* interrupted/,
		/STILL OPEN/,
		/server +Sleep/,
	);
	await draw(terminal, 'question.svg');

	terminal.press('1');
	await until(terminal, /Verdict .* whole: /);
	await draw(terminal, 'verdict.svg');

	terminal.press('h');
	await until(terminal, /^. 1 run with 5 kills/, /Run 1 as it ended/);
	terminal.press(down);
	await until(terminal, /▸ +5 QUERY/);
	await draw(terminal, 'history.svg');
}

const folder = await mkdtemp(path.join(tmpdir(), 'picture-'));
const terminal = openTerminal({
	command: process.execPath,
	args: [fileURLToPath(new URL('dist/cli.js', root)), '--sandbox=mysql'],
	columns: 120,
	rows: 30,
	env: Object.fromEntries([['TMPDIR', folder]]),
});
try {
	await play(terminal);
} finally {
	terminal.press('\u0003');
	await terminal.exited;
	await rm(folder, {recursive: true, force: true});
}
