import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Ink loads it only if asked to, with a package that is not installed. */
const withoutDevtools = {
	name: 'without devtools',
	setup({onResolve}) {
		onResolve({filter: /\/devtools\.js$/}, ({path: file}) => ({
			path: file,
			external: true,
		}));
	},
};

/** What source/ui/load-ink-table.ts does while the program runs, done once: Ink-table gets the very Ink and React of the thread. */
const withInkTable = {
	name: 'with ink-table',
	setup({onLoad}) {
		onLoad({filter: /\/ui\/load-ink-table\.js$/}, ({path: file}) => ({
			resolveDir: path.dirname(file),
			contents: `import * as ink from 'ink';
import react from 'react';
import * as hash from 'object-hash';
const modules = {ink, react, 'object-hash': hash};
export const inkTable = {};
(function (exports, require) {
${readFileSync(fileURLToPath(import.meta.resolve('ink-table')), 'utf8')}
})(inkTable, name => modules[name]);`,
		}));
	},
};

/** What is the same at every start is worked out now: the text of --help, of a hundred modules, and the version. */
const workedOut = {
	name: 'worked out',
	setup({onLoad}) {
		onLoad(
			{filter: /\/dist\/(?:options\/help|version)\.js$/},
			async ({path: file}) => ({
				contents: Object.entries(await import(file))
					.map(
						([name, value]) =>
							`export const ${name} = ${JSON.stringify(value)};`,
					)
					.join('\n'),
			}),
		);
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
	'scripts/lazy-segmenter.js',
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
	// As they are, regular expressions are not compiled before they are used. That of all emoji takes 16 ms [measured].
	supported: {'regexp-set-notation': true},
	inject: ['scripts/lazy-segmenter.js'],
	define: {
		'Intl.Segmenter': 'LazySegmenter',
		'process.env.NODE_ENV': '"production"',
	},
	// What of the packages is CommonJS requires Node's own modules.
	banner: {
		js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(import.meta.url);",
	},
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
			plugins: [withoutDevtools, withInkTable],
		});
		await build({
			...bundled,
			entryPoints: ['dist/cli.js'],
			outfile: 'dist/cli.js',
			external: ['./run-command.js'],
			plugins: [workedOut],
		});
		await build({
			...bundled,
			entryPoints: ['dist/run-command.js'],
			outdir: 'dist',
			splitting: true,
			chunkNames: 'drawing/[name]-[hash]',
			plugins: [workedOut],
		});
	}
}
