import {readFile, readdir} from 'node:fs/promises';
import test from 'ava';
import {readSweep} from '../source/commands/sweep/sweep-file.js';
import {wilson} from '../source/lab/sweep/interval.js';
import {serverMaps} from '../source/lab/sweep/server-maps.js';
import {workloadMap} from '../source/lab/sweep/map-rows.js';
import {factsNamed} from '../source/lab/workloads/facts/registry.js';
import {mapPage} from '../source/output/sweep-html.js';
import {mapMarkdown} from '../source/output/sweep-markdown.js';
import {shareWords, surpriseWords} from '../source/wording/sweep-words.js';

const folder = 'docs/maps';
const names = await readdir(folder);
const sweeps = names.toSorted().map(name => ({
	name,
	sweep: readSweep(`${folder}/${name}`).state,
}));
const servers = serverMaps(sweeps.map(({sweep}) => sweep));

for (const [file, made] of [
	['docs/map.md', mapMarkdown],
	['docs/map.html', mapPage],
] as const) {
	test(`${file} is what the program makes of what was measured`, async t => {
		t.true(sweeps.length > 0);
		t.true(
			(await readFile(file, 'utf8')) === made(sweeps.map(({sweep}) => sweep)),
			'It is made anew by: kill-lab sweep docs/maps/*.jsonl --markdown docs/map.md --html docs/map.html',
		);
	});
}

for (const {name, sweep} of sweeps) {
	test(`${name}: the program's explanations have everything that was measured`, t => {
		t.deepEqual(
			sweep.tried.flatMap(tried =>
				surpriseWords(workloadMap(tried, sweep.began.server)).map(
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

/** The phases of docs/answer.md, and how many of the KILL QUERYs there ended the INSERT of a blob. */
const answered = ['upload', 'execute', 'write', 'commit'].map(phase =>
	['MySQL 9.7.4', 'MariaDB 10.11.18'].map(product => {
		const row = servers
			.filter(({server}) => server.product === product)
			.flatMap(({server, tried}) =>
				tried
					.filter(({workload}) => workload === 'blobs')
					.flatMap(one => workloadMap(one, server).rows),
			)
			.find(row => row.phase === phase && row.kind === 'query');
		const ended = row?.effects['interrupted'] ?? 0;
		const of = row?.trials ?? 0;
		return of === 0 ? 'never met' : shareWords(ended, of, wilson(ended, of));
	}),
);

test('the figures of docs/answer.md are those that were measured', async t => {
	const text = await readFile('docs/answer.md', 'utf8');
	const rows = text
		.split('\n')
		.filter(line => /^\| .*\d of \d/.test(line))
		.map(line =>
			line
				.split('|')
				.slice(3, 5)
				.map(cell => cell.trim()),
		);
	t.deepEqual(rows, answered);
});
