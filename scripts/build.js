import {spawnSync} from 'node:child_process';
import {readdirSync, rmSync, statSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Ink loads it only if asked to, with a package that is not installed. */
const withoutDevtools = {
	name: 'without devtools',
	setup({onResolve}) {
		onResolve({filter: /\/devtools\.js$/}, ({path}) => ({
			path,
			external: true,
		}));
	},
};

/** The newest change, in ms since 1970, of files and of what is in folders; -Infinity if one is not there. */
function changedAt(...paths) {
	const times = paths.flatMap(path => {
		const stats = statSync(new URL(`../${path}`, import.meta.url), {
			throwIfNoEntry: false,
		});
		return stats?.isDirectory()
			? [
					stats.mtimeMs,
					...readdirSync(new URL(`../${path}`, import.meta.url)).map(name =>
						changedAt(`${path}/${name}`),
					),
				]
			: [stats?.mtimeMs ?? -Infinity];
	});
	return Math.max(...times);
}

/** What the built program is made of. */
const made = [
	'source',
	'scripts/build.js',
	'tsconfig.json',
	'tsconfig.build.json',
	'package-lock.json',
];

/** What is alike in what is bundled. */
const bundled = {
	absWorkingDir: root,
	allowOverwrite: true,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	logLevel: 'warning',
};

// An installation has just built it: the tests that come next need not do so again.
if (
	!process.argv.includes('--if-changed') ||
	changedAt('dist/drawing/view-thread.js') <= changedAt(...made)
) {
	await make();
}

/**
Builds the program: the compiler makes dist/ of source/, and then two things become few files, because each file takes its time at every start.

- The drawing thread, with what it uses of Ink. Alone, the 400 files that Ink's throttle() comes with took half a second [measured: 1.4 s of CPU time until the screen shows, then 0.9 s]. React and ink-table stay packages, because ink-table must have the same React.
- The program itself, without its packages: what only some commands need stays apart, in pieces beside the drawing thread, which they name by its place [measured: a run in lines takes 0.56 s of CPU time in 200 files, and 0.41 s so].
*/
async function make() {
	// The names of the pieces change with what is in them.
	rmSync(new URL('../dist', import.meta.url), {recursive: true, force: true});
	const {status} = spawnSync(
		process.execPath,
		[
			fileURLToPath(import.meta.resolve('typescript/bin/tsc')),
			'--project',
			'tsconfig.build.json',
		],
		{cwd: root, stdio: 'inherit'},
	);
	process.exitCode = status ?? 1;
	if (process.exitCode === 0) {
		const thread = 'dist/drawing/view-thread.js';
		await build({
			...bundled,
			entryPoints: [thread],
			outfile: thread,
			external: ['react'],
			define: {'process.env.NODE_ENV': '"production"'},
			// What of it is CommonJS requires Node's own modules.
			banner: {
				js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(import.meta.url);",
			},
			plugins: [withoutDevtools],
		});
		await build({
			...bundled,
			entryPoints: ['dist/cli.js'],
			outdir: 'dist',
			splitting: true,
			chunkNames: 'drawing/[name]-[hash]',
			packages: 'external',
		});
	}
}
