import {type ServerProgram} from './server-program.js';

/**
The environment for a server program.

It leaves out the variables with which a service manager or MySQL's own tools would change the server, and for a server
with its own libraries the user's settings for the dynamic loader.
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
