import {writeFile} from 'node:fs/promises';
import {messagesDocument} from '../test/helpers/messages.js';

/*
Writes docs/messages.md: what the built program says in each situation.
*/

const cleanUps: Array<() => unknown> = [];
try {
	const text = await messagesDocument({
		teardown(cleanUp) {
			cleanUps.push(cleanUp);
		},
	});
	await writeFile(new URL('../docs/messages.md', import.meta.url), text);
} finally {
	for (const cleanUp of cleanUps.toReversed()) {
		await cleanUp();
	}
}
