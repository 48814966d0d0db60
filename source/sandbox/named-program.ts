import {firstVariable, type Choice} from '../origin.js';

/** The server program that the user names, by flag or environment. @param given - What the flag says. @returns Nothing if none is named. Pure. */
export function namedProgram(
	given: string | undefined,
	environment: NodeJS.ProcessEnv,
): Choice<string> | undefined {
	const said = firstVariable([
		['KILL_LAB_SERVER', environment['KILL_LAB_SERVER']],
	]);
	return given
		? {
				value: given,
				origin: {type: 'flag', flag: '--server-program'},
				overrides: said ? [said] : [],
			}
		: said && {...said, overrides: []};
}
