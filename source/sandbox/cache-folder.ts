import path from 'node:path';
import {byDefault, fromVariable, type Sourced} from '../origin.js';
import {ownUser} from '../server/own-user.js';

/** The folder of this user's cache: `kill-lab` in `$XDG_CACHE_HOME`, by default `~/.cache`. */
export function cacheFolder(environment: NodeJS.ProcessEnv): Sourced<string> {
	const configured = environment['XDG_CACHE_HOME'] ?? '';
	// The XDG specification says to ignore a relative path.
	return path.isAbsolute(configured)
		? fromVariable('XDG_CACHE_HOME', path.join(configured, ownFolder))
		: {
				value: path.join(ownUser(environment).home, '.cache', ownFolder),
				origin: byDefault,
			};
}

const ownFolder = 'kill-lab';
