import {readClientOptions} from './client-options.js';
import {localSocket} from './local-socket.js';
import {type OwnUser} from './own-user.js';
import {type ServerEnvironment} from './given-server.js';
import {readOptionFiles} from './option-files.js';

/**
What names a server besides the command line, from the environment and the option files. An empty variable counts as not set.

@param warn - Called with what the user should know about the option files, such as that one is ignored.
*/
export function surroundingsOf(
	environment: NodeJS.ProcessEnv,
	{userName, userOrigin, home}: OwnUser,
	warn: (warning: string) => void,
): ServerEnvironment {
	const {
		MYSQL_HOST: host,
		MYSQL_TCP_PORT: port,
		MYSQL_UNIX_PORT: socket,
		MYSQL_PWD: password,
	} = environment;
	return {
		...(host && {host}),
		...(port && {port}),
		...(socket && {socket}),
		...(password && {password}),
		userName,
		...(userOrigin && {userOrigin}),
		localSocket: localSocket(environment),
		readOptions(choice) {
			const {options, files, warnings} = readOptionFiles(choice, {
				home,
				environment,
			});
			for (const warning of warnings) {
				warn(warning);
			}

			return {lines: readClientOptions(options), files};
		},
	};
}
