import {spawnSync} from 'node:child_process';
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

/*
Builds the program: the compiler makes dist/ of source/, and then the drawing thread becomes one file with what it uses of Ink. Alone, the 400 files that Ink's throttle() comes with took half a second of each start [measured: 1.4 s of CPU time until the screen shows, then 0.9 s]. React and ink-table stay packages, because ink-table must have the same React.
*/
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
		absWorkingDir: root,
		entryPoints: [thread],
		outfile: thread,
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		external: ['react'],
		define: {'process.env.NODE_ENV': '"production"'},
		// What of it is CommonJS requires Node's own modules.
		banner: {
			js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(import.meta.url);",
		},
		plugins: [withoutDevtools],
		logLevel: 'warning',
	});
}
