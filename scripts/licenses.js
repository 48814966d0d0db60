/*
The licenses of the packages that are in the bundles: they ask to be handed on with the code.
*/
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {pastedPackages, root} from './bundles.js';

/** What stands between two licenses. */
export const rule = `\n${'-'.repeat(79)}\n\n`;

/** Where a package says how it may be handed on. */
const named = /^(?:licen[cs]e|notice|copying)/i;

/** The text of the license that a package names but does not have. */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The folder of the package that a file in node_modules belongs to. */
function packageOf(file) {
	return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)[0];
}

/** The folders of the packages that are in some bundles. @param outcomes - What esbuild returned, with its metafile. */
export function bundledPackages(outcomes) {
	const files = outcomes
		.flatMap(({metafile}) => Object.keys(metafile.inputs))
		.filter(file => file.startsWith('node_modules/'));
	const folders = files.map(file => packageOf(file));
	return [...new Set([...folders, ...pastedPackages])].toSorted();
}

function licenseFiles(folder) {
	// Where packages that are bundles themselves keep those of their parts.
	return ['', 'build', 'dist'].flatMap(place => {
		const inner = path.join(root, folder, place);
		return existsSync(inner)
			? readdirSync(inner)
					.filter(name => named.test(name) && !name.endsWith('.js'))
					.map(name => path.join(inner, name))
			: [];
	});
}

function licenseOf(folder) {
	const {name, version, license, author} = JSON.parse(
		readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
	);
	const texts = licenseFiles(folder).map(file =>
		readFileSync(file, 'utf8').trim(),
	);
	if (texts.length === 0) {
		if (license !== 'MIT') {
			throw new Error(`${name} has no text of its license, ${license}`);
		}

		texts.push(
			`MIT License\n\nCopyright (c) ${author?.name ?? author}\n\n${mit}`,
		);
	}

	return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

/** The licenses of packages, one after the other. @param folders - Those of the packages. @throws Error if a package has no license that can be told. */
export function licensesOf(folders) {
	return [
		'kill-lab has these packages in it.\n',
		...folders.map(folder => licenseOf(folder)),
	].join(rule);
}
