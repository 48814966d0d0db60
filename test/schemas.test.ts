import {readFile, readdir} from 'node:fs/promises';
import test from 'ava';
import {readSweep} from '../source/commands/sweep/sweep-file.js';
import {compareMaps} from '../source/lab/sweep/compare.js';
import {cellsOf} from '../source/lab/sweep/state-map.js';
import {comparisonJson} from '../source/output/sweep-comparison.js';
import {mapsJson} from '../source/output/sweep-json.js';
import {readRecording} from './helpers/whole-recording.js';
import {makeSchemas} from './helpers/json-schemas.js';
import {schemaNamed} from './helpers/fits-schema.js';

const folder = 'docs/schemas';

test('docs/schemas is what the types and their comments say', async t => {
	const made = makeSchemas();
	t.deepEqual(await readdir(folder), [...made.keys()].toSorted());
	for (const [name, text] of made) {
		t.is(await readFile(`${folder}/${name}`, 'utf8'), text, `${name}`);
	}
});

async function filesIn(
	folder: string,
	ending: string,
): Promise<readonly string[]> {
	const names = await readdir(folder);
	return names
		.filter(name => name.endsWith(ending))
		.map(name => `${folder}/${name}`);
}

for (const [what, schema] of [
	['maps', 'sweep-line'],
	['claims', 'claim-line'],
] as const) {
	test(`every line of docs/${what} fits its schema`, async t => {
		const misfit = await schemaNamed(schema);
		for (const file of await filesIn(`docs/${what}`, '.jsonl')) {
			const text = await readFile(file, 'utf8');
			const lines = text.trimEnd().split('\n');
			t.true(lines.length > 1);
			t.deepEqual(
				lines
					.map((line): unknown => JSON.parse(line))
					.map(line => misfit(line))
					.filter(Boolean),
				[],
				`${file}`,
			);
		}
	});
}

test('maps and comparisons of real sweeps fit their schemas', async t => {
	const files = await filesIn('docs/maps', '.jsonl');
	const sweeps = files.map(file => readSweep(file).state);
	const maps = await schemaNamed('sweep-maps');
	const comparison = await schemaNamed('sweep-comparison');
	t.is(maps(JSON.parse(mapsJson(sweeps))), '');
	const told = sweeps.slice(1).map((other, index) => {
		const one = sweeps[index] ?? other;
		const differences = compareMaps(cellsOf(one), cellsOf(other));
		return comparison(JSON.parse(comparisonJson({one, other, differences})));
	});
	t.true(told.length > 0);
	t.deepEqual(told.filter(Boolean), []);
});

test('the events of real recordings fit their schema', async t => {
	const misfit = await schemaNamed('recording-line');
	for (const file of await filesIn('test/commands/replay/fixtures', '.jsonl')) {
		const {events} = await readRecording(file);
		t.true(events.length > 0);
		t.deepEqual(
			events.map(event => misfit(event)).filter(Boolean),
			[],
			`${file}`,
		);
	}
});

test('a schema refuses what has a key too much, too few, or of another kind', async t => {
	const misfit = await schemaNamed('claim-line');
	const text = await readFile('docs/claims/mysql-9.7.jsonl', 'utf8');
	const began: unknown = JSON.parse(text.split('\n')[0] ?? '');
	const begun = began as Record<string, unknown>; // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
	t.is(misfit(began), '');
	t.not(misfit({...begun, more: 1}), '');
	t.not(misfit({...begun, trials: 'five'}), '');
	t.not(misfit({...begun, server: undefined}), '');
});
