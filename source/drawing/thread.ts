import process from 'node:process';
import {Worker} from 'node:worker_threads';
import {threadFile} from './thread-file.js';

/** Without limits, Ink's garbage grows by 30 MB before it is collected [measured]; 25 MB are in use. */
const limits = {
	maxYoungGenerationSizeMb: 3,
	maxOldGenerationSizeMb: 48,
} as const;

/** One that nobody draws in yet. */
let spare: Worker | undefined;

/** Starts the drawing thread ahead, for whoever may draw: it takes longer to load than most servers to answer. It keeps no process alive. */
export function startThread(): void {
	const thread = createThread();
	thread.unref();
	// Whoever takes the next one is told why it fails.
	thread.once('error', () => {
		spare = undefined;
	});
	spare = thread;
}

/** The drawing thread, for whoever draws: the one that was started ahead, or a new one. */
export function takeThread(): Worker {
	const thread = spare ?? createThread();
	spare = undefined;
	thread.ref();
	return thread;
}

/** A thread whose frames have colours whatever this terminal has: for a file. Node 24 warns of NO_COLOR beside FORCE_COLOR. */
export function takeColouredThread(): Worker {
	const others = Object.entries(process.env).filter(
		([name]) => name !== 'NO_COLOR',
	);
	return createThread(Object.fromEntries([...others, ['FORCE_COLOR', '1']]));
}

function createThread(env = process.env): Worker {
	return new Worker(threadFile, {resourceLimits: limits, env});
}
