import {type Connection, type RowDataPacket} from 'mysql2';
import {printable} from '../../printable.js';
import {type Flavour} from '../../server/flavour.js';
import {type ReplicaSource} from '../events/surroundings.js';
import {see, type Seen} from '../account/see.js';

/** A source as its replica shows it. */
export type SourceReading = Omit<ReplicaSource, 'isMutual'> & {
	/** Its `server_uuid` (MySQL) or `server_id` (MariaDB), once the two have connected. */
	readonly id?: string;
};

/** Whether a server gets its data from others: MySQL by channels, MariaDB by named connections. */
export type ReplicaRole =
	| {readonly type: 'none'}
	| {readonly type: 'replica'; readonly sources: readonly SourceReading[]};

const configured =
	'SELECT HOST AS Source_Host, PORT AS Source_Port, CHANNEL_NAME AS Channel_Name FROM performance_schema.replication_connection_configuration';

/** What shows them all, in the order in which it is tried: MySQL before 8.0.22 knows only the old words [manual], and MariaDB's SHOW REPLICA STATUS leaves the named connections out [measured: 10.11]. */
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
	const sources = rows.flatMap(row => toSource(row));
	return sources.length === 0 ? {type: 'none'} : {type: 'replica', sources};
}

/** The channels of Group Replication have no source. */
function toSource(row: RowDataPacket): SourceReading[] {
	const cells = new Map<string, string>(
		Object.entries(row).map(([name, cell]) => [
			name,
			cell === null ? '' : printable(String(cell)),
		]),
	);
	const text = (...names: readonly string[]) =>
		names.map(name => cells.get(name)).find(cell => cell !== undefined) ?? '';

	const host = text('Source_Host', 'Master_Host');
	if (host === '' || host === '<NULL>') {
		return [];
	}

	const port = text('Source_Port', 'Master_Port');
	const channel = text('Channel_Name', 'Connection_name');
	const id = text('Source_UUID', 'Master_UUID', 'Master_Server_Id');
	return [
		{
			address: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
			...(channel !== '' && {channel}),
			state: stateOf([
				text('Replica_IO_Running', 'Slave_IO_Running'),
				text('Replica_SQL_Running', 'Slave_SQL_Running'),
			]),
			...(id !== '' && id !== '0' && {id}),
		},
	];
}

/** `Connecting` and `Preparing` count as running too. */
function stateOf(threads: readonly string[]): ReplicaSource['state'] {
	if (threads.includes('')) {
		return 'unknown';
	}

	return threads.includes('No') ? 'stopped' : 'running';
}
