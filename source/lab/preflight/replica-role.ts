import {type Connection, type RowDataPacket} from 'mysql2';
import {printable} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {see, type Seen} from './see.js';

/** Whether a server gets its data from others: MySQL by channels, MariaDB by named connections. */
export type ReplicaRole =
	| {readonly type: 'none'}
	| {readonly type: 'replica'; readonly sources: readonly string[]};

const configured =
	'SELECT HOST AS Source_Host FROM performance_schema.replication_connection_configuration';

/** What shows them all, in the order in which it is tried: MySQL before 8.0.22 knows the old words only [manual], and MariaDB's SHOW REPLICA STATUS leaves the named connections out [measured: 10.11]. */
const places: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS', configured],
	mariadb: ['SHOW ALL SLAVES STATUS', configured],
};

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
	for (const sql of places[flavour]) {
		const answer = await see(connection, sql, toRole);
		if (answer.type === 'seen') {
			return answer;
		}

		why ||= answer.why;
	}

	return {type: 'hidden', why, grant: grants[flavour]};
}

function toRole(rows: readonly RowDataPacket[]): ReplicaRole {
	const sources = rows
		.map(row => printable(String(row['Source_Host'] ?? row['Master_Host'])))
		// The channels of Group Replication have no source.
		.filter(source => source !== '' && source !== '<NULL>');
	return sources.length === 0
		? {type: 'none'}
		: {type: 'replica', sources: [...new Set(sources)]};
}
