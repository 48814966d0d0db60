import {type Connection} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {
	readGlobalVariables,
	readSessionVariables,
	type Variables,
} from '../../server/global-variables.js';
import {readGlobalStatus} from '../../server/global-status.js';
import {productOf, type Product} from '../../server/product.js';
import {readAnswers} from '../../server/read-answers.js';
import {readKillProcedures} from '../kills/procedures.js';
import {sessionSettings} from '../connections/session-settings.js';
import {findVisibility, type Visibility} from '../connections/visibility.js';
import {
	findRoutine,
	routineOf,
	type FoundRoutine,
} from '../own-table/own-routine.js';
import {findTable, type FoundTable} from '../own-table/find-table.js';
import {
	engineOf,
	madeBeside,
	type TablePlace,
} from '../own-table/table-design.js';
import {findUser} from '../own-table/table-lock.js';
import {type Grants} from '../account/grants.js';
import {readGrants} from '../account/read-grants.js';
import {readAccount} from '../account/read-account.js';
import {see, type Seen} from '../account/see.js';
import {
	readConnectedReplicas,
	type ConnectedReplicas,
} from './connected-replicas.js';
import {readHourlyLimits, type HourlyLimits} from './account-limits.js';
import {readEncryption, type Encryption} from './encryption.js';
import {readDisks, type Disk} from './disks.js';
import {readGroupMember, type GroupMember} from './group-member.js';
import {readReplicaRole, type ReplicaRole} from './replica-role.js';

/** Everything that the checks look at. */
export type Readings = {
	readonly product: Product;
	/** The account that the server matched the user to, as GRANT takes it. */
	readonly account: string;
	/** The global values of the variables that this server has, as text. */
	readonly variables: Variables;
	/** The variables that the lab's sessions set themselves, as this session has them. */
	readonly session: Variables;
	/** Whether the engine of the lab's table is available: what `information_schema.ENGINES` says. */
	readonly engine: Seen<string | undefined>;
	readonly grants: Seen<Grants>;
	/** Whether the server lets this account begin a transaction that writes. */
	readonly mayWrite: Seen<true>;
	readonly replica: Seen<ReplicaRole>;
	readonly replicas: Seen<ConnectedReplicas>;
	/** Absent: it is not in a group. */
	readonly groupMember: Seen<GroupMember | undefined>;
	/** The global status variables of {@link statusNames} that this server has, as text. */
	readonly status: ReadonlyMap<string, string>;
	/** Open connections, including this one. */
	readonly connected: Seen<number>;
	/** The most connections that the account may have, by its own limit or the server's; 0: any number. */
	readonly accountConnections: number;
	/** What the account may do in an hour. */
	readonly hourly: Seen<HourlyLimits>;
	readonly disks: Seen<readonly Disk[]>;
	/** Absent: every account may create a table without encryption. */
	readonly encryption?: Encryption;
	readonly visibility: Visibility;
	/** The kill procedures that the account may execute, without their schema `mysql`. */
	readonly killProcedures: ReadonlySet<string>;
	readonly table: FoundTable;
	/** What exists under the name of the procedure that belongs to the table; absent: none does. */
	readonly routine?: FoundRoutine;
	/** That of the table that a run makes beside the lab's; absent: none makes one. */
	readonly made?: FoundTable;
	/** The connection of another lab that is using the table; absent: none. */
	readonly tableUser?: string;
};

/** The variables that the checks look at. A server does not have all of them. */
const variableNames = [
	'admin_address',
	'admin_port',
	'binlog_annotate_row_events',
	'binlog_cache_size',
	'binlog_format',
	'binlog_rows_query_log_events',
	'connection_memory_limit',
	'datadir',
	'default_table_encryption',
	'disabled_storage_engines',
	'enforce_storage_engine',
	'extra_port',
	'global_connection_memory_limit',
	'global_connection_memory_tracking',
	'group_replication_group_name',
	'group_replication_transaction_size_limit',
	'idle_transaction_timeout',
	'innodb_autoinc_lock_mode',
	'innodb_buffer_pool_size',
	'innodb_log_file_size',
	'innodb_log_files_in_group',
	'innodb_read_only',
	'local_infile',
	'lock_wait_timeout',
	'log_bin',
	'max_allowed_packet',
	'max_binlog_cache_size',
	'max_connections',
	'max_execution_time',
	'max_prepared_stmt_count',
	'max_statement_time',
	'offline_mode',
	'partial_revokes',
	'performance_schema',
	'read_only',
	'rpl_semi_sync_master_enabled',
	'rpl_semi_sync_master_timeout',
	'rpl_semi_sync_master_wait_for_slave_count',
	'rpl_semi_sync_master_wait_point',
	'rpl_semi_sync_source_enabled',
	'rpl_semi_sync_source_timeout',
	'rpl_semi_sync_source_wait_for_replica_count',
	'rpl_semi_sync_source_wait_point',
	'sql_mode',
	'super_read_only',
	'table_encryption_privilege_check',
	'thread_handling',
	'thread_pool_max_threads',
	'thread_pool_size',
	'wait_timeout',
	'wsrep_max_ws_rows',
	'wsrep_max_ws_size',
	'wsrep_on',
	'wsrep_provider',
] as const;

/** The status variables that show a server's surroundings, and what it can do. A server does not have all of them. */
const statusNames = [
	'com_backup',
	'global_connection_memory',
	'prepared_stmt_count',
	'rpl_semi_sync_master_clients',
	'rpl_semi_sync_master_status',
	'rpl_semi_sync_source_clients',
	'rpl_semi_sync_source_status',
	'slaves_connected',
	'slaves_running',
	'wsrep_cluster_size',
	'wsrep_cluster_status',
	'wsrep_local_state_comment',
] as const;

/** One of them. */
export type VariableName = (typeof variableNames)[number];

/**
Reads all that the checks need, and changes nothing. That the server lacks something, or the account may not see it, is a reading too.

@throws mysql2's error, when the connection is lost.
*/
export async function takeReadings(
	connection: Connection,
	place: TablePlace,
): Promise<Readings> {
	const product = productOf(await readAnswers(connection));
	const {flavour} = product;
	const variables = await readGlobalVariables(connection, variableNames);
	const status = await readGlobalStatus(connection, statusNames);
	const user = await findUser(connection, place);
	const grants = await readGrants(connection);
	const table = await findTable(connection, place);
	const beside = madeBeside(place);
	const made = beside && (await findTable(connection, beside));
	const its = routineOf(place);
	const routine = its && (await findRoutine(connection, its));
	const encryption = await readEncryption(connection, variables, table.names);
	return {
		product,
		account: await readAccount(connection),
		variables,
		status,
		grants,
		session: await readSessionVariables(
			connection,
			sessionSettings.map(({name}) => name),
		),
		engine: await see(
			connection,
			`SELECT SUPPORT AS support FROM information_schema.ENGINES WHERE ENGINE = '${engineOf(place.design)}'`,
			([row]) => row && String(row['support']),
		),
		mayWrite: await readMayWrite(connection, variables),
		replica: await readReplicaRole(connection, flavour),
		replicas: await readConnectedReplicas(connection, flavour, {
			grants,
			variables,
			slavesConnected: status.get('slaves_connected'),
		}),
		groupMember: await readGroupMember(connection, variables),
		connected: await see(
			connection,
			"SHOW GLOBAL STATUS LIKE 'Threads_connected'",
			([row]) => Number(row?.['Value']),
		),
		accountConnections: await readAccountConnections(connection),
		hourly: await readHourlyLimits(connection),
		disks: await readDisks(connection, flavour),
		visibility: await findVisibility(connection, flavour),
		killProcedures: await readKillProcedures(connection),
		table,
		...(routine && {routine}),
		...(made && {made}),
		...(encryption && {encryption}),
		...(user !== undefined && {tableUser: user}),
	};
}

/** A variable's global value; absent: this server has no such variable. */
export function variable(
	{variables}: Pick<Readings, 'variables'>,
	name: VariableName,
): string | undefined {
	return variables.get(name);
}

/** A numeric variable's global value. Those beyond 2^53 are limits that nothing reaches. */
export function numericVariable(
	readings: Pick<Readings, 'variables'>,
	name: VariableName,
): number | undefined {
	const text = variable(readings, name);
	return text === undefined || text === '' ? undefined : Number(text);
}

/** Whether a switch is on. */
export function isOn(
	readings: Pick<Readings, 'variables'>,
	name: VariableName,
): boolean {
	const text = variable(readings, name);
	return text !== undefined && !['OFF', '0', ''].includes(text.toUpperCase());
}

/** The session's value is the account's own limit where it has one [manual]. */
async function readAccountConnections(connection: Connection): Promise<number> {
	const answer = await see(
		connection,
		'SELECT @@SESSION.max_user_connections AS most',
		([row]) => Number(row?.['most']),
	);
	return answer.type === 'seen' ? answer.value : 0;
}

/**
Asks the server itself whether the account may write in spite of `read_only`: a transaction that is begun for writing is refused with 1290 in exactly the cases in which CREATE is [measured: MySQL 9.7 with SUPER, CONNECTION_ADMIN and super_read_only; MariaDB 10.11 with SUPER and READ_ONLY ADMIN]. It writes nothing.
*/
async function readMayWrite(
	connection: Connection,
	variables: Readings['variables'],
): Promise<Readings['mayWrite']> {
	if (!isOn({variables}, 'read_only')) {
		return {type: 'seen', value: true};
	}

	const answer = await see(
		connection,
		'START TRANSACTION READ WRITE',
		() => true as const,
	);
	await queryPromptly(connection, 'ROLLBACK');
	return answer;
}
