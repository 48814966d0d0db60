import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {completionScript} from '../../source/commands/completion/command.js';
import {commands, spelled, type Flag} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';
import {shells, type Shell} from '../../source/options/shells.js';
import {writeLoginFile} from '../helpers/login-file.js';
import {patience, programWords, runProgram} from '../helpers/program.js';
import {fetchedShells, type Shells} from '../helpers/shells.js';
import {openTerminal} from '../helpers/terminal.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const run = promisify(execFile); // eslint-disable-line @typescript-eslint/strict-void-return -- It is execFile's own form with a promise.

/** Absent: then zsh and fish are not tested, because the archive is out of reach. */
let fetched: Shells | undefined;

test.before(async () => {
	fetched = await fetchedShells();
});

/** How a shell is started with the completion loaded, in a folder that is its home. */
type Start = {
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
};

const untested = 'Not tested: the archive is out of reach.';

/** The file of the script in the home folder, and what the prompt is. */
const script = 'completion-script';
const prompt = 'ready$';

/** Absent: this machine has no such shell, and the archive is out of reach. */
const starts: Readonly<Record<Shell, (home: string) => Start | undefined>> = {
	bash: home => ({
		command: 'bash',
		args: ['--noprofile', '--rcfile', path.join(home, '.bashrc'), '-i'],
		env: {},
	}),
	zsh: home =>
		fetched && {
			command: fetched.zsh,
			args: ['-d', '-i'],
			env: Object.fromEntries([
				['FPATH', fetched.zshFunctions],
				['ZDOTDIR', home],
			]),
		},
	fish: () =>
		fetched && {
			command: fetched.fish,
			args: ['--private'],
			env: Object.fromEntries([['LD_LIBRARY_PATH', fetched.libraries]]),
		},
};

/** Each shell's own file that loads the completion, in the home folder. */
const rcFiles: Readonly<Record<Shell, readonly [name: string, text: string]>> =
	{
		bash: ['.bashrc', `PS1='${prompt} '; source ~/${script}\n`],
		zsh: [
			'.zshrc',
			`PS1='${prompt} '; unsetopt prompt_sp beep\nautoload -Uz compinit; compinit -D -u; source ~/${script}\n`,
		],
		fish: [
			'fish/config.fish',
			`set -g fish_autosuggestion_enabled 0; set -g fish_greeting; function fish_prompt; echo -n '${prompt} '; end; source ~/${script}\n`,
		],
	};

/** What is typed before the Tab key, and what stands on the line after it; where a shell differs, by its name. */
const lines: ReadonlyArray<
	readonly [
		typed: string,
		completed: string | Readonly<Partial<Record<Shell, string>>>,
	]
> = [
	['rep', 'replay '],
	['-u root att', '-u root attach '],
	['--protocol lo', '--protocol long-data '],
	['--protocol=lo', '--protocol=long-data '],
	['--sandbox=mariadb-11', '--sandbox=mariadb-11.8 '],
	['--ssl-mode VERIFY_I', '--ssl-mode VERIFY_IDENTITY '],
	['sweep --workload rec', 'sweep --workload recursive-cte '],
	['claims --claim c9', 'claims --claim c9 '],
	['attach --kill q', 'attach --kill query '],
	['--wai', '--wait '],
	[
		'replay --spe',
		{bash: 'replay --speed ', zsh: 'replay --speed=', fish: 'replay --speed '},
	],
	// What a command does not take is not offered, nor is a file where none is asked for.
	['replay --wai', 'replay --wai'],
	['rec', 'rec'],
	['--protocol rec', '--protocol rec'],
	['replay rec', 'replay recording.jsonl '],
	['--setup rec', '--setup recording.jsonl '],
	['--login-path sta', '--login-path staging '],
	['--login-path a', String.raw`--login-path a\ b `],
	['help exi', 'help exit-codes '],
	['completion fi', 'completion fish '],
];

/** A home folder in which `kill-lab` is the built program. */
async function makeHome(t: ExecutionContext, shell: Shell): Promise<string> {
	const home = await temporaryFolder(t);
	await fs.mkdir(path.join(home, 'bin'));
	await fs.mkdir(path.join(home, 'fish'));
	const [rcFile, rc] = rcFiles[shell];
	await fs.writeFile(path.join(home, rcFile), rc);
	await fs.writeFile(
		path.join(home, 'bin', 'kill-lab'),
		`#!/bin/sh\nexec ${programWords.map(word => `'${word}'`).join(' ')} "$@"\n`,
		{mode: 0o755},
	);
	await fs.writeFile(path.join(home, 'recording.jsonl'), '');
	await writeLoginFile(
		path.join(home, '.mylogin.cnf'),
		'[client]\npassword = s3cret\n[staging]\nuser = ann\npassword = s3cret\n[a b]\n',
	);
	const [command, ...before] = programWords;
	const {stdout} = await run(command, [...before, 'completion', shell]);
	t.is(stdout, completionScript(shell));
	await fs.writeFile(path.join(home, script), stdout);
	return home;
}

function environment(home: string) {
	return Object.fromEntries([
		['HOME', home],
		['PATH', `${path.join(home, 'bin')}:${process.env['PATH'] ?? ''}`],
		['XDG_CONFIG_HOME', home],
		['XDG_DATA_HOME', home],
	]);
}

/** What stands on the line of a shell after Tab, for each of the lines above. */
async function pressTab(
	t: ExecutionContext,
	start: Start,
	home: string,
): Promise<readonly string[]> {
	const terminal = openTerminal({
		...start,
		cwd: home,
		env: {...environment(home), ...start.env},
	});
	t.teardown(async () => {
		terminal.kill('SIGKILL');
		await terminal.exited;
	});
	const last = () =>
		terminal.screen().findLast(line => line.startsWith(prompt)) ?? '';
	const isEmpty = () => last().trimEnd() === prompt;
	const completed: string[] = [];
	await terminal.waitFor(isEmpty, patience);
	for (const [typed] of lines) {
		// The letter comes after what Tab has done, whatever that is.
		terminal.press(`kill-lab ${typed}\tX`);
		await terminal.waitFor(() => last().endsWith('X'), patience);
		completed.push(last());
		// Clears the line, and then the screen.
		terminal.press('\u0015\u000C');
		await terminal.waitFor(isEmpty, patience);
	}

	return completed;
}

for (const shell of shells) {
	test(`${shell} completes the line with Tab`, async t => {
		const home = await makeHome(t, shell);
		const start = starts[shell](home);
		if (!start) {
			t.log(untested);
		}

		const wanted = lines.map(
			([, completed]) =>
				`${prompt} kill-lab ${typeof completed === 'string' ? completed : completed[shell]}X`,
		);
		t.deepEqual(start ? await pressTab(t, start, home) : wanted, wanted);
	});
}

/** The flags that a command takes, as they are typed. */
function taken(command: (typeof commands)[number]): readonly string[] {
	return Object.entries<Flag>(flags)
		.filter(([, {takenBy}]) => takenBy.includes(command))
		.map(([name, flag]) => spelled(name, flag))
		.toSorted();
}

/** Each command as it begins a line; the lab has no name. */
const begun = commands.map(command => ({
	command,
	words: command === 'lab' ? [] : [command],
}));

test('bash offers each command the flags that it takes, and no others', async t => {
	const home = await makeHome(t, 'bash');
	const {stdout} = await run(
		'bash',
		[
			'-c',
			`source ~/${script}; for command in "$@"; do COMP_WORDS=(kill-lab $command --); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _kill_lab; echo "\${COMPREPLY[@]}"; done`,
			'bash',
			...begun.map(({words}) => words.join(' ')),
		],
		{env: environment(home)},
	);
	t.deepEqual(
		stdout
			.trimEnd()
			.split('\n')
			.map(line => line.split(' ').toSorted()),
		begun.map(({command}) => taken(command)),
	);
});

test('fish offers each command the flags that it takes, and no others', async t => {
	const home = await makeHome(t, 'fish');
	const start = starts.fish(home);
	if (!start) {
		t.log(untested);
	}

	const wanted = begun.map(({command}) => taken(command));
	t.deepEqual(start ? await offeredByFish(start, home) : wanted, wanted);
});

/** The flags that fish offers for each command. */
async function offeredByFish(
	start: Start,
	home: string,
): Promise<ReadonlyArray<readonly string[]>> {
	const {stdout} = await run(
		start.command,
		[
			'--private',
			'--command',
			String.raw`for line in $argv; complete -C $line | string replace -r '\t.*' ''; echo; end`,
			...begun.map(({words}) => ['kill-lab', ...words, '--'].join(' ')),
		],
		{env: {...environment(home), ...start.env}},
	);
	return stdout
		.split('\n\n')
		.slice(0, -1)
		.map(text =>
			// A value that may be left out: both ways to go on are offered.
			[...new Set(text.replaceAll('=', '').split('\n'))].toSorted(),
		);
}

test('the names of login paths are told without their passwords', async t => {
	const home = await makeHome(t, 'bash');
	const {stdout, stderr, ended} = await runProgram(
		t,
		['completion', 'login-paths'],
		environment(home),
	);
	t.is(stdout, 'client\nstaging\na b\n');
	t.is(stderr, '');
	t.is(ended, 0);
});
