import {readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import test from 'ava';

/** What a file of the built program loads besides Node as it starts. */
async function loadedBy(file: string): Promise<readonly string[]> {
	const code = await readFile(file, 'utf8');
	return [...code.matchAll(/^import[^;]*? from ["'](?<name>[^"']+)/gm)]
		.map(({groups}) => groups?.['name'] ?? '')
		.filter(name => !isBuiltin(name));
}

test('the built drawing thread is one file: besides Node, it loads nothing', async t => {
	t.deepEqual(await loadedBy('dist/view-thread.js'), []);
});

test('the built entry loads nothing besides Node before it knows what is asked for', async t => {
	t.deepEqual(await loadedBy('dist/cli.js'), []);
});
