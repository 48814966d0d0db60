import {type Connection} from 'mysql2';
import {sendSignOfLife} from './workload/mysql2-internals.js';

/** Between two signs of life, in ms: proxies cut what is idle for longer, some of them after two seconds. */
const interval = 1000;

/**
Keeps a connection in use, as long as it is there. A proxy that cuts idle connections leaves nobody to kill in the moment in which a key is pressed.

@param connection - The one to be kept; absent: there is none at the moment.
@returns A function that ends it.
*/
export function keepAlive(
	connection: () => Connection | undefined,
): () => void {
	const timer = setInterval(() => {
		const kept = connection();
		if (kept) {
			sendSignOfLife(kept);
		}
	}, interval);
	timer.unref();
	return () => {
		clearInterval(timer);
	};
}
