import {fileURLToPath} from 'node:url';
import process from 'node:process';
import config from './ava.config.js';

/** What `npm run test:executable` runs: the tests of the program as a whole, with the executable in its place, and what it has to stand on a bare system, which only root can make. */
const executable = {
	...config,
	files: [
		'test/end-to-end/*.test.ts',
		'!test/end-to-end/built.test.ts',
		'!test/end-to-end/package.test.ts',
		'test/executable/*-tests.ts',
	],
	environmentVariables: {
		KILL_LAB_EXECUTABLE: fileURLToPath(
			new URL(`executable/kill-lab-linux-${process.arch}`, import.meta.url),
		),
	},
};

export default executable;
