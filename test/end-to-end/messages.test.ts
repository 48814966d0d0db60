import {readFile} from 'node:fs/promises';
import test from 'ava';
import {messagesDocument} from '../helpers/messages.js';

test('docs/messages.md is what the program says', async t => {
	const written = await readFile('docs/messages.md', 'utf8');
	const told = await messagesDocument(t);
	t.deepEqual(told.split('\n'), written.split('\n'), 'Run npm run messages');
});
