import os from 'node:os';

/** Whoever runs the program. */
export type OwnUser = {
	readonly userName: string;
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
	const name = [
		known(() => ask.userInfo().username),
		environment['USER'],
		environment['LOGNAME'],
		environment['LOGIN'],
	].find(word => isSaid(word));
	const home = [environment['HOME'], known(() => ask.homedir())].find(word =>
		isSaid(word),
	);
	return {userName: name ?? 'UNKNOWN_USER', home: home ?? '/'};
}

function isSaid(word: string | undefined): boolean {
	return word !== undefined && word !== '';
}

function known(ask: () => string): string | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}
