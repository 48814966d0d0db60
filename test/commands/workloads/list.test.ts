import test from 'ava';
import {workloadList} from '../../../source/commands/workloads/list.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';

const width = Math.max(...allFacts.map(({name}) => name.length)) + 2;

for (const [name, title, usual] of [
	[
		'blobs',
		'inserts random files as blobs, and compares their hashes',
		'usually 10 files of 100 MB; --files, --size, --protocol, --rate',
	],
	[
		'update',
		'one UPDATE changes every row of a table without further indexes',
		'usually an UPDATE of 1,000,000 rows; --scale',
	],
] as const) {
	test(`the list tells what ${name} does, what a run of it is, and its flags`, t => {
		const told = `${name.padEnd(width)}${title}\n${' '.repeat(width)}${usual}\n`;
		t.true(workloadList().includes(told));
	});
}

test('each workload is listed once, in two lines', t => {
	const [list = '', more] = workloadList().split('\n\n');
	const lines = list.split('\n');
	t.deepEqual(
		lines.filter(line => !line.startsWith(' ')).map(line => line.split(' ')[0]),
		allFacts.map(({name}) => name),
	);
	t.is(lines.length, 2 * allFacts.length);
	t.is(more, 'kill-lab workloads NAME tells what is known of kills in one.\n');
});
