import {readFile} from 'node:fs/promises';
import test from 'ava';
import {help} from '../../source/options/help.js';
import {spelled, type Flag} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';

test('what --help prints', t => {
	t.snapshot(help);
});

test('the help is one screen of 80 x 24, with a line for the prompt', t => {
	const lines = help.split('\n');
	t.is(lines.pop(), '');
	t.true(lines.length <= 23, `${lines.length} lines`);
	t.deepEqual(
		lines.filter(line => line.length > 79 || /[^ -~]/.test(line)),
		[],
	);
});

/** The flags that are spelled out in a text. */
function spelledIn(text: string): ReadonlySet<string> {
	return new Set(text.match(/--[a-z][a-z-]*/g));
}

test('the help tells every flag, by its letter or its name, but these', t => {
	const inHelp = spelledIn(help);
	const untold = Object.entries<Flag>(flags)
		.filter(
			([name, {shortFlag}]) =>
				!(shortFlag === undefined
					? inHelp.has(spelled(name))
					: help.includes(` -${shortFlag}`)),
		)
		.map(([name]) => name);
	// Those of attach are in docs/attach.md, those of sweep in docs/sweep.md, and that of claims in docs/claims.md; those of replay are in the readme.
	t.deepEqual(untold, [
		'defaultsExtraFile',
		'defaults',
		'filter',
		'literals',
		'watch',
		'expectUser',
		'expectDigest',
		'when',
		'timeout',
		'escalateAfter',
		'log',
		'claim',
		'trials',
		'kinds',
		'seed',
		'resume',
		'markdown',
		'html',
		'compare',
		'seek',
		'cast',
		'castVersion',
		'castSize',
		'svg',
		'help',
		'version',
		'verbose',
	]);
});

test('the readme names no flag that there is not', async t => {
	const known = new Set(Object.keys(flags).map(name => spelled(name)));
	const unknown = [...spelledIn(await readFile('readme.md', 'utf8'))].filter(
		flag => !known.has(flag),
	);
	t.deepEqual(unknown, ['--global']);
});
