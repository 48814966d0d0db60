import {execFile} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {makePlace, runProgram, type Lines} from '../helpers/program.js';

const run = promisify(execFile); // eslint-disable-line @typescript-eslint/strict-void-return -- It is execFile's own form with a promise.

/** Whether this user may mount a disk of the program's own, which nobody else sees. */
async function mayMount(): Promise<boolean> {
	return run('unshare', [
		'--mount',
		'mount',
		'-t',
		'tmpfs',
		'none',
		tmpdir(),
	]).then(
		() => true,
		() => false,
	);
}

/** Only root may, and not in every container. */
const testWithDisks = (await mayMount()) ? test : test.skip;

/** Runs a small lab where a disk, which it sees alone, is mounted in a folder. @param before - A shell's words once `$DISK` is mounted. */
async function runOnDisk(
	t: ExecutionContext,
	options: string,
	before: string,
	server = 'mariadb',
): Promise<Lines> {
	const {home} = await makePlace(t);
	const disk = path.join(home, 'disk');
	await mkdir(disk);
	return runProgram(
		t,
		['--plain', `--sandbox=${server}`, '--files=1', '--size=1MB'],
		{
			...Object.fromEntries([
				['DISK', disk],
				['OPTIONS', options],
			]),
		},
		`exec unshare --mount sh -c 'mount -t tmpfs -o "$OPTIONS" none "$DISK" && ${before} && exec "$@"' sh "$@"`,
	);
}

testWithDisks(
	'a temporary folder that is too small is told in one line',
	async t => {
		const lab = await runOnDisk(t, 'size=1m', 'export TMPDIR="$DISK"');
		t.regex(
			lab.stderr,
			/\nkill-lab: MariaDB [^\n]* has too little room in \/[^\n]*\/disk: it takes up to 130 MB before the first row, and 1 MB are free\. Set TMPDIR [^\n]*\n$/,
		);
		t.is(lab.ended, 1);
	},
);

testWithDisks(
	'a temporary folder from which no program can be run is no matter, and a small one is told',
	async t => {
		const lab = await runOnDisk(t, 'size=1g,noexec', 'export TMPDIR="$DISK"');
		t.regex(lab.stdout, /committed whole/);
		t.regex(
			lab.stderr,
			/The throwaway server is in \/[^\n]*\/disk, where \d+ MB are free/,
		);
		t.is(lab.ended, 0);
	},
);

testWithDisks(
	'a cache from which no program can be run is told before anything is downloaded into it',
	async t => {
		const lab = await runOnDisk(
			t,
			'size=1m,noexec',
			'export XDG_CACHE_HOME="$DISK"',
			// Nobody has it installed.
			'mariadb-10.5',
		);
		t.regex(
			lab.stderr,
			/\nkill-lab: The cache folder \/[^\n]*\/disk\/kill-lab lets no program run: permission denied \(EACCES\)[^\n]*\n$/,
		);
		t.is(lab.ended, 1);
	},
);
