import {type Connection} from 'mysql2';
import {printable} from '../../printable.js';
import {type Flavour} from '../../server/flavour.js';
import {see, type Seen} from '../account/see.js';

/** A disk as MariaDB's plugin DISKS shows it, in bytes. */
export type Disk = {readonly path: string; readonly available: number};

/** ER_UNKNOWN_TABLE: the table comes with the plugin. */
const words = new Map([
	[
		1109,
		"the server shows it only with the plugin DISKS, which is not installed; INSTALL SONAME 'disks' installs it",
	],
]);

/**
Reads the disks of the server's machine, where the server shows them: MySQL never does. An account without FILE gets no disk and no error [measured: MariaDB 10.11]. The unit of the plugin's numbers is 1024 bytes [manual].

@throws mysql2's error, when the connection is lost.
*/
export async function readDisks(
	connection: Connection,
	flavour: Flavour,
): Promise<Seen<readonly Disk[]>> {
	if (flavour === 'mysql') {
		return {type: 'hidden', why: 'MySQL does not report free disk space'};
	}

	return see(
		connection,
		'SELECT Path AS path, Available AS available FROM information_schema.DISKS',
		rows =>
			rows.map(row => ({
				path: printable(String(row['path'])),
				available: Number(row['available']) * 1024,
			})),
		{words},
	);
}
