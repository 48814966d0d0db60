import {readdir} from 'node:fs/promises';
import test from 'ava';

/** The names of the files of a folder that end so, without that. */
async function namesIn(folder: string, ending: string): Promise<string[]> {
	const files = await readdir(folder);
	return files
		.filter(file => file.endsWith(ending))
		.map(file => file.slice(0, -ending.length))
		.toSorted();
}

test('each component has a test of its own', async t => {
	const components = await namesIn('source/ui/components', '.tsx');
	const tested = new Set(await namesIn('test/ui/components', '.test.tsx'));
	t.true(components.includes('pane'));
	t.deepEqual(
		components
			.filter(name => !tested.has(name))
			.map(name => `test/ui/components/${name}.test.tsx is missing`),
		[],
	);
});

test('each test of a component has its component', async t => {
	const components = new Set(await namesIn('source/ui/components', '.tsx'));
	const tested = await namesIn('test/ui/components', '.test.tsx');
	t.deepEqual(
		tested.filter(name => !components.has(name)),
		[],
	);
});
