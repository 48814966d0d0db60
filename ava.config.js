import os from 'node:os';

/** The files that take longest: begun last, one of them would run on alone when all others are over. */
const longest = [
	'/workloads-m',
	'/question.',
	'/app.',
	'/messages.',
	'/upload.',
];

/** The place of a test file in the order of their beginnings. */
function place(file) {
	const index = longest.findIndex(part => file.includes(part));
	return index === -1 ? longest.length : index;
}

const config = {
	files: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
	extensions: {ts: 'module', tsx: 'module'},
	nodeArguments: ['--import=tsx'],
	workerThreads: false,
	timeout: '2m',
	sortTestFiles: (one, other) =>
		place(one) - place(other) || one.localeCompare(other),
	// Most files wait for a server or a terminal for half of their time. A file may run two servers of 300 MB.
	concurrency: Math.min(6, 2 * os.availableParallelism()),
};

export default config;
