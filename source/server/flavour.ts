import {type Connection} from 'mysql2';
import {query} from './connect.js';

/** The two families of servers: they show their threads in different places. */
export type Flavour = 'mysql' | 'mariadb';

/** Asks the server what it is. `version` comes without the suffix of the distribution. */
export async function readFlavour(
	connection: Connection,
): Promise<{flavour: Flavour; version: string}> {
	const [row] = await query(connection, 'SELECT VERSION() AS version');
	return parseVersion(String(row?.['version']));
}

/** Reads what `VERSION()` returned, such as `9.7.4-1` or `10.11.19-MariaDB-0+deb12u1`. */
export function parseVersion(text: string): {
	flavour: Flavour;
	version: string;
} {
	return {
		flavour: /mariadb/i.test(text) ? 'mariadb' : 'mysql',
		version: /^\d+(?:\.\d+)*/.exec(text)?.[0] ?? text,
	};
}
