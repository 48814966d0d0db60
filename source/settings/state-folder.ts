import path from 'node:path';
import {byDefault, fromVariable, type Sourced} from '../origin.js';

/** The folder for what outlives a run, as the XDG base directory specification defines it. */
export function stateFolder(
	environment: NodeJS.ProcessEnv,
	home: string,
): Sourced<string> {
	// That specification says to ignore a relative path.
	const base = environment['XDG_STATE_HOME'];
	return base !== undefined && path.isAbsolute(base)
		? fromVariable('XDG_STATE_HOME', path.join(base, ownFolder))
		: {
				value: path.join(home, '.local', 'state', ownFolder),
				origin: byDefault,
			};
}

const ownFolder = 'kill-lab';
