import {readFile} from 'node:fs/promises';
import test from 'ava';
import {knownBugs} from '../../../source/lab/sweep/known-bugs.js';
import {factsNamed} from '../../../source/lab/workloads/facts/registry.js';

test('a bug is of workloads that there are', t => {
	t.deepEqual(
		knownBugs
			.flatMap(({workloads}) => workloads)
			.filter(name => factsNamed(name) === undefined),
		[],
	);
});

test('docs/sweep.md has each, and where it was mended', async t => {
	const page = await readFile('docs/sweep.md', 'utf8');
	for (const {id, what, mendedIn} of knownBugs) {
		const row = page.split('\n').find(line => line.startsWith(`| ${id} `));
		t.true(row?.includes(what), `${id}`);
		t.true(row?.includes(mendedIn.join(', ')), `${id}`);
	}
});
