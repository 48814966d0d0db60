import {readFileSync, readdirSync, rmSync, rmdirSync} from 'node:fs';
import path from 'node:path';

/** What a file of types names, as paths. @throws Error if it names a package: one who installs ours does not have it. */
function namedBy(file) {
	const text = readFileSync(file, 'utf8');
	const names = text.matchAll(/(?:\bfrom |\bimport\()["'](?<name>[^"']+)["']/g);
	return [...names].map(({groups: {name}}) => {
		if (!name.startsWith('.')) {
			throw new Error(`The types need ${name}: ${file}`);
		}

		return path.join(path.dirname(file), name.replace(/\.js$/, '.d.ts'));
	});
}

/**
Removes the types of a folder that its entry does not need: the compiler writes those of every file that it has read.

@throws Error if they need a package.
*/
export function keepOwnTypes(folder, entry) {
	const needed = new Set([path.join(folder, entry)]);
	for (const file of needed) {
		for (const named of namedBy(file)) {
			needed.add(named);
		}
	}

	const all = readdirSync(folder, {recursive: true, withFileTypes: true});
	for (const item of all) {
		const file = path.join(item.parentPath, item.name);
		if (item.isFile() && file.endsWith('.d.ts') && !needed.has(file)) {
			rmSync(file);
		}
	}

	// The innermost come last.
	for (const item of all.filter(item => item.isDirectory()).toReversed()) {
		const inner = path.join(item.parentPath, item.name);
		if (readdirSync(inner).length === 0) {
			rmdirSync(inner);
		}
	}
}
