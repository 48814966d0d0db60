import {readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import test from 'ava';

test('the built drawing thread is one file: besides Node, it loads nothing', async t => {
	const code = await readFile('dist/drawing/view-thread.js', 'utf8');
	const loaded = [...code.matchAll(/^import[^;]*? from ["'](?<name>[^"']+)/gm)]
		.map(({groups}) => groups?.['name'] ?? '')
		.filter(name => !isBuiltin(name));
	t.deepEqual(loaded, []);
});
