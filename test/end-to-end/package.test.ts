import {execFile} from 'node:child_process';
import {readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {version} from '../../source/version.js';
import {makePlace, onServer, runProgram} from '../helpers/program.js';
import {packedFiles} from '../helpers/packed-files.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

const run = promisify(execFile); // eslint-disable-line @typescript-eslint/strict-void-return -- It is execFile's own form with a promise.

/** What the built program is made of. */
const built =
	/^dist\/(?:[\w-]+\.c?js|tables\/[\w-]+\.json|licenses\.txt|(?:[\w-]+\/)*[\w-]+\.d\.ts)$/;

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

/** Runs npm with a cache of its own, which is empty, and without the registry. */
async function npm(
	folder: string,
	...args: readonly string[]
): Promise<string> {
	const {stdout} = await run('npm', [
		...args,
		'--offline',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--no-update-notifier',
		'--loglevel=error',
		`--cache=${path.join(folder, 'npm')}`,
	]);
	return stdout;
}

/** Packs what is built. @returns The package, and the paths in it. */
async function pack(
	folder: string,
): Promise<{readonly file: string; readonly paths: readonly string[]}> {
	const text = await npm(
		folder,
		'pack',
		'--json',
		'--pack-destination',
		folder,
	);
	const told: unknown = JSON.parse(text);
	// Older ones of npm tell a list, newer ones an object.
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is what npm documents.
	const [packed] = Object.values(told as Record<string, Packed>);
	return {
		file: path.join(folder, packed?.filename ?? ''),
		paths: packed?.files.map(file => file.path) ?? [],
	};
}

type Packed = {
	readonly filename: string;
	readonly files: ReadonlyArray<{readonly path: string}>;
};

/** Installs the package into an empty folder, as `npm install --global` does. @returns The folder. */
async function install(folder: string, file: string): Promise<string> {
	// A shell, a loader and a URL each have their way with such names.
	const prefix = path.join(folder, 'an empty präfix #1');
	await npm(folder, 'install', '--global', '--prefix', prefix, file);
	return prefix;
}

/** A project can use the types, with nothing else installed. */
async function tryTypes(t: ExecutionContext, prefix: string): Promise<void> {
	const cwd = path.join(prefix, 'lib');
	await writeFile(
		path.join(cwd, 'use.ts'),
		"import type {LabEvent, ClaimLine, SweepLine} from 'kill-lab';\nexport type Name = LabEvent['type'] | ClaimLine['type'] | SweepLine['type'];\nexport const wrong: Name = 'no such event';\n",
	);
	const checked = run(
		process.execPath,
		[
			path.resolve('node_modules/typescript/bin/tsc'),
			'--noEmit',
			'--strict',
			'--pretty',
			'false',
			'--target',
			'es2022',
			'--module',
			'nodenext',
			'use.ts',
		],
		{cwd},
	);
	const error: unknown = await t.throwsAsync(checked);
	// One error, which shows that the types are known.
	t.like(error, {
		stdout: `use.ts(3,14): error TS2322: Type '"no such event"' is not assignable to type 'Name'.\n`,
	});
}

test('the package holds what is needed, installs without the registry, and runs a lab', async t => {
	const {home} = await makePlace(t);
	const {file, paths} = await pack(home);
	t.deepEqual(
		paths.filter(name => !name.startsWith('dist/')).toSorted(),
		packedFiles(),
	);
	t.deepEqual(
		paths.filter(name => name.startsWith('dist/') && !built.test(name)),
		[],
	);
	t.true(paths.includes('dist/licenses.txt'));

	const prefix = await install(home, file);
	t.deepEqual(await readdir(path.join(prefix, 'lib/node_modules')), [
		'kill-lab',
	]);
	t.deepEqual(await readdir(path.join(prefix, 'share/man/man1')), [
		'kill-lab.1',
	]);
	await tryTypes(t, prefix);

	// The words of the built program are the first two.
	const installed = {
		script: 'shift 2; exec "$INSTALLED" "$@"',
		env: Object.fromEntries([['INSTALLED', path.join(prefix, 'bin/kill-lab')]]),
	};
	const told = await runProgram(
		t,
		['--version'],
		installed.env,
		installed.script,
	);
	t.deepEqual([told.stdout, told.stderr, told.ended], [`${version}\n`, '', 0]);
	const demo = await runProgram(
		t,
		['replay', '--demo', 'kill-query'],
		installed.env,
		installed.script,
	);
	t.regex(demo.stdout, /rolled back whole/);
	t.is(demo.ended, 0);

	const {args} = onServer(server);
	const lab = await runProgram(
		t,
		[...args, '--files=2', '--size=2MB'],
		installed.env,
		installed.script,
	);
	t.is(lab.stderr, '');
	t.regex(lab.stdout, /committed whole/);
	t.is(lab.ended, 0);
	t.deepEqual(await lab.remains(), []);
});
