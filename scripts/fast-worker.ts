/** Runs the test files that `fast-tests.ts` sends. */
import {on} from 'node:events';
import process from 'node:process';
import {runFile} from './run-file.js';

for await (const [message] of on(process, 'message')) {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Other messages are ava's.
	const {file} = message as {readonly file?: string};
	if (file !== undefined) {
		process.send?.(await runFile(file));
	}
}
