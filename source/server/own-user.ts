import os from 'node:os';
import {firstVariable, type Origin} from '../origin.js';

/** Whoever runs the program. */
export type OwnUser = {
	readonly userName: string;
	/** Where that name is from; absent: the system. */
	readonly userOrigin?: Origin;
	/** The home folder. */
	readonly home: string;
};

/**
Who runs the program, as the mysql client determines it. A container's user may be a bare number without a name and a home: then the name comes from the environment, and the home is the root folder, as in such a container.

@param ask - The operating system, which throws for such a user.
*/
export function ownUser(
	environment: NodeJS.ProcessEnv,
	ask: Pick<typeof os, 'homedir' | 'userInfo'> = os,
): OwnUser {
	const name = known(() => ask.userInfo().username);
	const said = isSaid(name)
		? undefined
		: firstVariable([
				['USER', environment['USER']],
				['LOGNAME', environment['LOGNAME']],
				['LOGIN', environment['LOGIN']],
			]);
	const home = [environment['HOME'], known(() => ask.homedir())].find(word =>
		isSaid(word),
	);
	return {
		userName: said?.value ?? (isSaid(name) ? name : 'UNKNOWN_USER'),
		...(said && {userOrigin: said.origin}),
		home: home ?? '/',
	};
}

function isSaid(word: string | undefined): word is string {
	return word !== undefined && word !== '';
}

function known(ask: () => string): string | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}
