import {type Connection} from 'mysql2';
import {printable} from '../../printable.js';
import {type Flavour} from '../../server/flavour.js';
import {type Variables} from '../../server/global-variables.js';
import {allows, type Grants} from '../account/grants.js';
import {see, type Seen} from '../account/see.js';

/** The replicas that are connected to a server. */
export type ConnectedReplicas = {
	readonly count: number;
	/** Their ids: `server_uuid` (MySQL) or `server_id` (MariaDB); none if the account can't see them. */
	readonly ids: ReadonlySet<string>;
};

/** The statements that list them, older ones last, and the column that distinguishes them. The privilege is REPLICATION SLAVE on MySQL and REPLICATION MASTER ADMIN on MariaDB [measured: MySQL 9.7, MariaDB 10.11]. */
const places = {
	mysql: {
		statements: ['SHOW REPLICAS', 'SHOW SLAVE HOSTS'],
		columns: ['Replica_UUID', 'Slave_UUID'],
	},
	mariadb: {statements: ['SHOW SLAVE HOSTS'], columns: ['Server_id']},
} as const satisfies Record<Flavour, unknown>;

/**
Counts the connected replicas, from whatever the account may see: the list of replicas; otherwise, on MySQL, the threads that send the binary log, which PROCESS shows; otherwise, on MariaDB, a status variable, which needs no privilege.

@param known - What was read before: what the account may do, whether there is a binary log that a replica could read, and MariaDB's `Slaves_connected`.
@throws mysql2's error, when the connection is lost.
*/
export async function readConnectedReplicas(
	connection: Connection,
	flavour: Flavour,
	known: {
		readonly grants: Seen<Grants>;
		readonly variables: Variables;
		readonly slavesConnected: string | undefined;
	},
): Promise<Seen<ConnectedReplicas>> {
	if (known.variables.get('log_bin') !== 'ON') {
		return {type: 'seen', value: {count: 0, ids: new Set()}};
	}

	const {statements, columns} = places[flavour];
	for (const sql of statements) {
		const answer = await see(connection, sql, rows => ({
			count: rows.length,
			ids: new Set(
				rows.flatMap(row =>
					columns.flatMap(name =>
						row[name] === undefined || row[name] === null
							? []
							: [printable(String(row[name]))],
					),
				),
			),
		}));
		if (answer.type === 'seen') {
			return answer;
		}
	}

	return flavour === 'mysql'
		? countDumps(connection, known.grants)
		: {
				type: 'seen',
				value: {count: Number(known.slavesConnected ?? 0), ids: new Set()},
			};
}

/** Without PROCESS an account sees only its own threads, and they would look like all: so its grants are checked first. */
async function countDumps(
	connection: Connection,
	grants: Seen<Grants>,
): Promise<Seen<ConnectedReplicas>> {
	const grant = 'PROCESS ON *.*';
	if (grants.type === 'hidden' || !allows(grants.value, 'PROCESS')) {
		return {
			type: 'hidden',
			why: 'the account sees only its own threads',
			grant,
		};
	}

	return see(
		connection,
		"SELECT COUNT(*) AS dumps FROM performance_schema.processlist WHERE COMMAND LIKE 'Binlog Dump%'",
		([row]) => ({count: Number(row?.['dumps']), ids: new Set<string>()}),
		{grant},
	);
}
