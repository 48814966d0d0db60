import {spawn} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {type ExecutionContext} from 'ava';
import {type LabEvent} from '../../source/lab/events/events.js';
import {reduce} from '../../source/lab/history/reduce.js';
import {initialState, type LabState} from '../../source/lab/history/state.js';
import {openCache} from '../../source/sandbox/server-cache.js';
import {processesIn} from '../../source/leftovers/stale.js';
import {type TestServer} from './server.js';
import {openTerminal, type Terminal} from './terminal.js';

/** The words that start the program: what is built, or the executable that `npm run test:executable` tries instead. */
export const programWords: readonly [string, ...string[]] =
	process.env['KILL_LAB_EXECUTABLE'] === undefined
		? [process.execPath, path.resolve('dist/cli.js')]
		: [process.env['KILL_LAB_EXECUTABLE']];

/** How long a start may take on a busy machine, in ms. */
export const patience = {timeout: 40_000} as const;

/** A test program's own folders. */
export type Place = {
	/** Its home folder. */
	readonly home: string;
	/** Its temporary folder, for the sandbox and the files that it creates. */
	readonly temporary: string;
	/** Where it records. */
	readonly recording: string;
	/** What it has left: names in its temporary folder, and ids of server processes. Empty if all is well. */
	readonly remains: () => Promise<readonly string[]>;
	/** What it has recorded so far. */
	readonly recorded: () => Promise<{
		readonly text: string;
		readonly events: readonly LabEvent[];
		readonly state: LabState;
	}>;
};

/** The program on a terminal. It records every event. */
export type Program = Terminal & Place;

/** The output of a program without a terminal, after its end. */
export type Lines = Place & {
	readonly stdout: string;
	readonly stderr: string;
	/** Its exit code, or the name of the signal that ended it. */
	readonly ended: number | NodeJS.Signals | undefined;
};

type Options = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** The current folder. */
	readonly cwd?: string;
};

/** Starts the built program on a terminal; at the end of the test it is killed, and what it left is removed. */
export async function startProgram(
	t: ExecutionContext,
	args: readonly string[],
	{env, ...size}: Options = {},
): Promise<Program> {
	const place = await makePlace(t);
	const [command, ...before] = programWords;
	const terminal = openTerminal({
		command,
		args: [...before, ...args, ...recordingIn(place, args)],
		env: {...environment(place), ...env},
		...size,
	});
	t.teardown(async () => {
		try {
			terminal.kill('SIGKILL');
		} catch {
			// It has ended.
		}

		await terminal.exited;
	});
	return {...terminal, ...place};
}

/** Cleans up after a program: a test, at its end. */
export type Cleaner = Pick<ExecutionContext, 'teardown'>;

/**
Runs the built program to its end without a terminal: its streams are pipes, and its input is empty.

@param script - A shell's words that start the program, which is `"$@"`.
*/
export async function runProgram(
	t: Cleaner,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	script = 'exec "$@"',
): Promise<Lines> {
	const place = await makePlace(t);
	const child = spawn(
		'/bin/sh',
		['-c', script, 'sh', ...programWords, ...args, ...recordingIn(place, args)],
		{
			env: {...withoutClients(), ...environment(place), ...env},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	t.teardown(() => child.kill('SIGKILL'));
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const ended = await new Promise<Lines['ended']>(resolve => {
		child.once('close', (code, signal) => {
			resolve(signal ?? code ?? undefined);
		});
	});
	return {...place, stdout, stderr, ended};
}

let schemas = 0;

/** The arguments that name a test server, with a schema that no other program of this test file uses. */
export function onServer(
	{socketPath, user: root}: TestServer,
	user = root,
): {
	readonly args: readonly string[];
	readonly schema: string;
} {
	schemas++;
	const schema = `end_to_end_${schemas}`;
	return {
		args: [
			// The machine may have option files of its own.
			'--no-defaults',
			'-S',
			socketPath,
			'-u',
			user,
			'-D',
			schema,
			'--yes',
		],
		schema,
	};
}

/** Whether a line of a program's screen matches right now. */
export function shows(program: Program, pattern: RegExp): boolean {
	return program.screen().some(line => pattern.test(line));
}

/** The first file's upload is under way, however late the screen is looked at. */
export const firstUpload = uploadOf(0);

function uploadOf(file: number): RegExp {
	return new RegExp(
		String.raw`[▸>] random_file-${file}\.bin +upload .* [1-9]\d? %`,
	);
}

/**
Stops a file during its upload, so that even a busy machine has time to see or do something there. At the run's rate the upload must take some seconds.

@param file - The file's number in its name.
*/
export async function holdUpload(
	program: Program,
	file: number,
): Promise<void> {
	await program.waitFor(uploadOf(file), patience);
	program.press(' ');
	await program.waitFor(
		new RegExp(String.raw`[▸>] random_file-${file}\.bin +paused .* \d+ %`),
		patience,
	);
}

/** Lets a stopped upload continue, much faster: at megabytes a second. */
export async function releaseUpload(program: Program): Promise<void> {
	// A longer row of keys, after an earlier one, would count as a paste.
	program.press('++++++');
	await program.waitFor(/rate +[1-9][.\d]* MB\/s/, patience);
	program.press(' ');
}

/** Waits until a condition holds, or fails. */
export async function until(
	condition: () => Promise<boolean>,
	what: () => Promise<string> = async () => condition.toString(),
): Promise<void> {
	const deadline = performance.now() + patience.timeout;
	while (!(await condition())) {
		if (performance.now() > deadline) {
			throw new Error(`Not in ${patience.timeout} ms: ${await what()}`);
		}

		await delay(20);
	}
}

/** Waits until nothing of a program is left. */
export async function untilNothingRemains({remains}: Place): Promise<void> {
	await until(
		async () => {
			const names = await remains();
			return names.length === 0;
		},
		async () => `nothing of ${JSON.stringify(await remains())} remains`,
	);
}

/** The lines of the panes, below the head, that do not end with a border in the last column; the last line must be the panes' lower border. None if the frame is complete. */
export function brokenLines(
	lines: readonly string[],
	columns: number,
): readonly string[] {
	const panes = lines.slice(1, lines.findLastIndex(line => line !== '') + 1);
	return panes.filter((line, index) => {
		const borders = index === panes.length - 1 ? /^╰.*╯$/ : /^[╭│╰].*[╮│╯]$/;
		return line.length !== columns || !borders.test(line);
	});
}

/** Creates a program's own folders; they are removed at the end of the test. */
export async function makePlace(t: Cleaner): Promise<Place> {
	// The path of a socket in it must be short.
	const folder = await mkdtemp(path.join(tmpdir(), 'end-'));
	const temporary = path.join(folder, 'tmp');
	const recording = path.join(folder, 'recording.json');
	await mkdir(temporary);
	t.teardown(async () => {
		await rm(folder, {recursive: true, force: true, maxRetries: 10});
	});

	return {
		home: folder,
		temporary,
		recording,
		async remains() {
			const names = await readdir(temporary);
			const servers = await Promise.all(
				names.map(async name => processesIn(path.join(temporary, name))),
			);
			return [...names, ...servers.flat().map(pid => `process ${pid}`)];
		},
		async recorded() {
			const text = await readFile(recording, 'utf8');
			const lines = text
				.split('\n')
				.slice(1, -1)
				.filter(line => line !== '{"type":"end"}');
			// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is what the program wrote.
			const events = lines.map(line => JSON.parse(line) as LabEvent);
			let state = initialState;
			for (const event of events) {
				state = reduce(state, event);
			}

			return {text, events, state};
		},
	};
}

/** Every lab records, unless the test names a file. */
function recordingIn(
	{recording}: Place,
	args: readonly string[],
): readonly string[] {
	return args.includes('--record') ||
		[
			'replay',
			'doctor',
			'attach',
			'sweep',
			'claims',
			'help',
			'completion',
		].includes(args[0] ?? '')
		? []
		: ['--record', recording];
}

/** The environment without the variables for the servers' own clients. */
function withoutClients(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !name.startsWith('MYSQL_')),
	);
}

/** The program's surroundings do not depend on who runs the tests. */
export function environment({temporary}: Pick<Place, 'temporary'>) {
	return Object.fromEntries([
		['TMPDIR', temporary],
		// It has no option files, and the servers stay where they are.
		['HOME', path.dirname(temporary)],
		['XDG_CACHE_HOME', path.dirname(openCache(process.env).folder)],
		['MYSQL_HOST', ''],
		['MYSQL_TCP_PORT', ''],
		['MYSQL_UNIX_PORT', ''],
		['XDG_STATE_HOME', path.join(temporary, '..', 'state')],
		['KILL_LAB_SERVER', ''],
		['MYSQL_PWD', ''],
		['LANG', 'C.UTF-8'],
	]);
}
