import {type Connection, type RowDataPacket} from 'mysql2';
import {printable} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {see, type Seen} from './see.js';

/** Whether a server gets its data from another one. */
export type ReplicaRole =
	{readonly type: 'none'} | {readonly type: 'replica'; readonly source: string};

/** Newer words first: MySQL before 8.0.22 and MariaDB before 10.5.1 know only the old ones [manual]. */
const places = [
	'SHOW REPLICA STATUS',
	'SHOW SLAVE STATUS',
	'SELECT HOST AS Source_Host FROM performance_schema.replication_connection_configuration',
] as const;

/** The privilege that shows it [measured: MySQL 9.7, MariaDB 10.11]. */
const grants: Readonly<Record<Flavour, string>> = {
	mysql: 'REPLICATION CLIENT ON *.*',
	mariadb: 'SLAVE MONITOR ON *.*',
};

/**
Finds out whether the server is a replica, from whatever the account may see.

@throws mysql2's error, when the connection is lost.
*/
export async function readReplicaRole(
	connection: Connection,
	flavour: Flavour,
): Promise<Seen<ReplicaRole>> {
	let why = '';
	for (const sql of places) {
		const answer = await see(connection, sql, ([row]) => toRole(row));
		if (answer.type === 'seen') {
			return answer;
		}

		why ||= answer.why;
	}

	return {type: 'not visible', why, grant: grants[flavour]};
}

function toRole(row: RowDataPacket | undefined): ReplicaRole {
	return row
		? {
				type: 'replica',
				source: printable(String(row['Source_Host'] ?? row['Master_Host'])),
			}
		: {type: 'none'};
}
