import {type ServerProgram} from './server-program.js';

/**
The environment for a server program.

Without what a service manager or MySQL's own variables would make of it, and for a server with libraries of its own
without the user's settings for the dynamic loader.
*/
export function serverEnvironment(
	program: ServerProgram,
	environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
	const unwanted = program.hasOwnLibraries
		? /^(?:LD_|NOTIFY_SOCKET$|LISTEN_|MYSQL)/
		: /^(?:NOTIFY_SOCKET$|LISTEN_|MYSQL)/;
	return Object.fromEntries(
		Object.entries(environment).filter(([name]) => !unwanted.test(name)),
	);
}
