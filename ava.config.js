import os from 'node:os';

const config = {
	files: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
	extensions: {ts: 'module', tsx: 'module'},
	nodeArguments: ['--import=tsx'],
	workerThreads: false,
	timeout: '2m',
	// Most files wait for a server or a terminal for half of their time. A file may run two servers of 300 MB.
	concurrency: Math.min(6, 2 * os.availableParallelism()),
};

export default config;
