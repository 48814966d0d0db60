import {existsSync} from 'node:fs';

/** Where the servers' packages put their socket: Debian, Red Hat, and the servers' own default. */
const usualSockets = [
	'/run/mysqld/mysqld.sock',
	'/var/lib/mysql/mysql.sock',
	'/tmp/mysql.sock',
] as const;

/** The socket that `localhost` means: `MYSQL_UNIX_PORT`, or the first of the usual ones that exists. */
export function localSocket(environment: NodeJS.ProcessEnv): string {
	const {MYSQL_UNIX_PORT: named} = environment;
	if (named) {
		return named;
	}

	return usualSockets.find(path => existsSync(path)) ?? usualSockets[0];
}
