import {readFile} from 'node:fs/promises';
import test from 'ava';
import {exampleReport} from '../helpers/example-report.js';

test('docs/report.md is what this version reports (npm run report writes it again)', async t => {
	t.is(await readFile('docs/report.md', 'utf8'), await exampleReport());
});
