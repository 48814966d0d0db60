/*
`npm run build:executable [-- x64] [arm64]`: makes the program one file for Linux, without Node or anything else beside it; without a word, for this machine.

The base is Node's own binary as npm's package has it, of the newest version with long-term support that needs nothing but glibc 2.28 and libstdc++ [Node 26.12 needs libatomic too, which a bare Debian 12 has not]. On an older system the linker says which version of glibc is missing.
*/
import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {inject} from 'postject';
import {bundle, root} from './bundles.js';
import {bundledPackages, licensesOf, rule} from './licenses.js';
import {base} from './node-binary.js';
import {run} from './run.js';

/** Where what is made stands. */
const made = path.join(root, 'executable');

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

/** The program as one script, the drawing thread in it. @returns The licenses of the packages in it. */
async function bundleWhole(outfile) {
	const drawing = await bundle({
		entryPoints: ['source/drawing/view-thread.ts'],
		// It is no file.
		banner: {
			js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(process.execPath);",
		},
		write: false,
	});
	const [{contents}] = drawing.outputFiles;
	const thread = Buffer.from(contents).toString('base64');
	const whole = await bundle(
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
	return licensesOf(bundledPackages([drawing, whole]));
}

/** What each shell looks for. */
const completions = {
	bash: 'kill-lab.bash',
	zsh: '_kill-lab',
	fish: 'kill-lab.fish',
};

/** Packs the executable with its man page, completions and licenses. */
function pack({executable, main, archive, folder, licenses}) {
	const packed = path.join(folder, `${path.basename(executable)}-packed`);
	mkdirSync(path.join(packed, 'completions'), {recursive: true});
	copyFileSync(executable, path.join(packed, 'kill-lab'));
	copyFileSync(
		path.join(root, 'man/kill-lab.1'),
		path.join(packed, 'kill-lab.1'),
	);
	copyFileSync(path.join(root, 'license'), path.join(packed, 'license'));
	writeFileSync(path.join(packed, 'licenses.txt'), licenses);
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

async function make({processor, main, folder, licenses}) {
	const {node, version, license} = base(processor);
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
	run(base(process.arch).node, ['--experimental-sea-config', config]);
	copyFileSync(node, output);
	await inject(output, 'NODE_SEA_BLOB', readFileSync(blob), {
		sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
	});
	const archive = `${output}.tar.xz`;
	pack({
		executable: output,
		main,
		archive,
		folder,
		licenses: `${licenses}${rule}Node.js ${version}\n\n${readFileSync(license, 'utf8')}`,
	});
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
	const licenses = await bundleWhole(main);
	for (const processor of wanted.length > 0 ? wanted : [process.arch]) {
		const output = await make({processor, main, folder, licenses});
		process.stdout.write(`${path.relative(process.cwd(), output)}\n`);
	}
} finally {
	rmSync(folder, {recursive: true});
}
