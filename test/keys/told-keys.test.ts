import {readFile} from 'node:fs/promises';
import test from 'ava';
import {labKeys} from '../../source/keys/lab-keys.js';
import {replayKeys} from '../../source/keys/replay-keys.js';
import {type ScreenKey} from '../../source/keys/screen-key.js';
import {isChoice} from '../../source/keys/choice-command.js';
import {help} from '../../source/options/help.js';
import {keyTable, withKeyTables} from '../helpers/key-tables.js';

type AnyKey = Pick<
	ScreenKey<string, never>,
	'name' | 'presses' | 'meaning' | 'inFull' | 'usage' | 'inPanel'
>;

const registries: ReadonlyArray<
	readonly [name: string, keys: readonly AnyKey[]]
> = [
	['lab', labKeys],
	['replay', replayKeys],
];

test("the readme's tables are made from the records: npm run keys writes them", async t => {
	const readme = await readFile('readme.md', 'utf8');
	t.is(readme, withKeyTables(readme));
});

test('a table has the keys that work without a panel, and tells of each in full', t => {
	t.is(
		keyTable([
			{name: 'q', meaning: 'kills', inFull: 'sends `KILL QUERY`'},
			{name: '+ -', meaning: 'faster, slower'},
			{name: 'space', meaning: 'pauses'},
			{name: 'Esc'},
			{name: '^C', meaning: 'quits'},
		]),
		[
			'| key     | what it does       |',
			'| ------- | ------------------ |',
			'| `q`     | sends `KILL QUERY` |',
			'| `+` `-` | faster, slower     |',
			'| space   | pauses             |',
			'| Ctrl-C  | quits              |',
			'',
		].join('\n'),
	);
});

test('a readme that has lost a table is not written over', t => {
	t.throws(() => withKeyTables('# Kill Lab\n'), {
		message: 'The readme has 0 tables of keys.',
	});
});

for (const [name, keys] of registries) {
	test(`${name}: every key that works without a panel is in the readme's table`, t => {
		t.deepEqual(
			keys.filter(
				({meaning, usage, inFull}) =>
					usage !== undefined && (inFull ?? meaning) === undefined,
			),
			[],
		);
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
