import {readFile, readdir} from 'node:fs/promises';
import test from 'ava';
import {readSweep} from '../source/commands/sweep/sweep-file.js';
import {workloadMap} from '../source/lab/sweep/map-rows.js';
import {factsNamed} from '../source/lab/workloads/facts/registry.js';
import {mapMarkdown} from '../source/output/sweep-markdown.js';
import {surpriseWords} from '../source/wording/sweep-words.js';

const folder = 'docs/maps';
const names = await readdir(folder);
const sweeps = names.toSorted().map(name => ({
	name,
	sweep: readSweep(`${folder}/${name}`).state,
}));

test('docs/map.md is what the program makes of what was measured', async t => {
	t.true(sweeps.length > 0);
	t.is(
		await readFile('docs/map.md', 'utf8'),
		mapMarkdown(sweeps.map(({sweep}) => sweep)),
	);
});

for (const {name, sweep} of sweeps) {
	test(`${name}: the program's explanations have everything that was measured`, t => {
		t.deepEqual(
			sweep.tried.flatMap(tried =>
				surpriseWords(workloadMap(tried, sweep.began.server.flavour)).map(
					words => `${tried.workload}: ${words}`,
				),
			),
			[],
		);
	});

	test(`${name}: nothing is unknown, and no data are partial but where no transaction promises more`, t => {
		const trials = sweep.tried.flatMap(({trials}) => trials);
		t.deepEqual(
			trials.filter(
				({workload, outcome = 'unknown', effect}) =>
					outcome === 'unknown' ||
					effect === 'unknown' ||
					(outcome === 'PARTIAL' &&
						factsNamed(workload)?.partWords === undefined),
			),
			[],
		);
	});
}
