import {readFile} from 'node:fs/promises';
import test from 'ava';
import {labKeys} from '../../source/keys/lab-keys.js';
import {replayKeys} from '../../source/keys/replay-keys.js';
import {type ScreenKey} from '../../source/keys/screen-key.js';
import {isChoice} from '../../source/keys/choice-command.js';
import {help} from '../../source/options/help.js';

type AnyKey = Pick<
	ScreenKey<string, never>,
	'name' | 'presses' | 'meaning' | 'usage' | 'inPanel'
>;

const registries: ReadonlyArray<
	readonly [name: string, keys: readonly AnyKey[]]
> = [
	['lab', labKeys],
	['replay', replayKeys],
];

/** The keys of the tables in the readme, in their order: that of the lab, and that of a replay. */
async function tables(): Promise<readonly string[][]> {
	const readme = await readFile('readme.md', 'utf8');
	return readme
		.split(/^\| key +\| what it does +\|\n/m)
		.slice(1)
		.map(text =>
			(text.split('\n\n')[0] ?? '')
				.split('\n')
				.slice(1)
				.flatMap(row =>
					(row.split('|')[1] ?? '')
						.replaceAll('`', '')
						.replace(' and ', ' ')
						.trim()
						.split(' '),
				),
		);
}

for (const [index, [name, keys]] of registries.entries()) {
	test(`${name}: the readme's table has all the keys that work without a panel, and no others`, async t => {
		const told = keys
			.filter(({meaning, usage}) => (meaning ?? usage) !== undefined)
			.flatMap(key => key.name.replace('^', 'Ctrl-').split(' '));
		const table = await tables();
		t.deepEqual(table[index]?.toSorted(), told.toSorted());
	});

	test(`${name}: no press stands for two things`, t => {
		const presses = keys.flatMap(key => key.presses.map(([press]) => press));
		t.is(new Set(presses).size, presses.length);
	});

	test(`${name}: every key is told somewhere`, t => {
		t.deepEqual(
			keys.filter(
				({meaning, usage, inPanel}) =>
					(meaning ?? usage ?? inPanel) === undefined,
			),
			[],
		);
	});
}

test('--help tells the keys that a beginner needs, in whole words', t => {
	t.true(
		help.includes(
			'Keys: q KILL QUERY,\nc KILL CONNECTION, s run again, space pause, + - rate, ? help, Ctrl-C quit.\n',
		),
	);
});

test('what only changes what is shown', t => {
	t.true(isChoice('help'));
	t.false(isChoice('kill-query'));
});
