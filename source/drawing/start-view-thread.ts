import process from 'node:process';
import {Worker} from 'node:worker_threads';
import {type ViewStart} from './view-thread.js';

/** Without limits, Ink's garbage grows by 30 MB before it is collected [measured]; 25 MB are in use. */
const threadLimits = {
	maxYoungGenerationSizeMb: 3,
	maxOldGenerationSizeMb: 48,
} as const;

/** The thread is built for React's production build: with the other one, which somebody's NODE_ENV would choose, it draws nothing. */
const ownVariables = [['NODE_ENV', 'production']] as const;

/** Starts the drawing thread. @param isColoured - Whether its frames have colours whatever the terminal has. */
export function startViewThread(start: ViewStart, isColoured = false): Worker {
	return new Worker(new URL('view-thread.js', import.meta.url), {
		workerData: start,
		resourceLimits: threadLimits,
		env: {
			...process.env,
			...Object.fromEntries([
				...ownVariables,
				...(isColoured ? [['FORCE_COLOR', '1'] as const] : []),
			]),
		},
	});
}
