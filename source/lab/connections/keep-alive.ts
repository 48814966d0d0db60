import {type Connection} from 'mysql2';
import {sendSignOfLife} from '../upload/mysql2-internals.js';

/** Between two signs of life, in ms: proxies cut connections that are idle for longer, some of them after two seconds. */
const interval = 1000;

/**
Keeps a connection in use while it exists. Otherwise a proxy that cuts idle connections could leave no connection to kill through when a key is pressed.

@param connection - The one to keep; absent: there is none right now.
@returns A function that stops it.
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
