import {type RowDataPacket} from 'mysql2';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {
	type Process,
	type SecondEye,
	type SecondLook,
} from '../../server/second-look.js';
import {type Holder, type WaitCause, type WaitSight} from '../events/wait.js';
import {tableNames} from '../workloads/facts/registry.js';
import {lockOf} from '../history/wait-rule.js';

type Answered = Extract<SecondLook, {readonly type: 'answered'}>;

/** The most holders that are named. */
const mostHolders = 3;

/**
What another connection sees of a waiting connection. Never rejects.

@param connectionId - The one that waits; absent: it has none yet.
@param isOurs - Whether a connection is the lab's, and so holds nothing.
*/
export async function witness(
	eye: SecondEye,
	connectionId: string | undefined,
	isOurs: (connectionId: string) => boolean,
): Promise<WaitSight> {
	const look = await eye.look();
	if (look.type !== 'answered') {
		return look.type === 'silent' ? look : {type: 'unseen', why: look.why};
	}

	const process = look.processes.find(
		process => process.connectionId === connectionId,
	);
	const thread = threadOf(process, connectionId);
	if (look.isShut) {
		return {type: 'seen', thread, cause: {type: 'pool'}};
	}

	try {
		const cause = process && (await causeOf(look, process, isOurs));
		return {type: 'seen', thread, ...(cause && {cause})};
	} catch (error: unknown) {
		return {type: 'unseen', why: toFailure(error).message};
	}
}

function threadOf(
	process: Process | undefined,
	connectionId: string | undefined,
): Extract<WaitSight, {readonly type: 'seen'}>['thread'] {
	if (connectionId === undefined) {
		return {type: 'none'};
	}

	return process
		? {type: 'alive', command: process.command, state: process.state}
		: {type: 'gone'};
}

async function causeOf(
	look: Answered,
	thread: Process,
	isOurs: (connectionId: string) => boolean,
): Promise<WaitCause | undefined> {
	const lock = lockOf(thread.state);
	switch (lock) {
		case undefined: {
			return undefined;
		}

		case 'semi-sync': {
			return semiSync(look);
		}

		case 'table':
		case 'global': {
			const {holders, isCertain} = await findHolders(look, thread, lock);
			return {
				type: 'lock',
				lock,
				holders: holders
					.filter(
						({connectionId}) =>
							connectionId !== thread.connectionId && !isOurs(connectionId),
					)
					.slice(0, mostHolders),
				isCertain,
			};
		}
	}
}

/** The settings of semi-synchronous replication: MySQL's, those of MySQL before 8.4 and of MariaDB [manual]. */
async function semiSync({ask}: Answered): Promise<WaitCause> {
	const rows = await unlessRefused(
		ask(
			"SHOW GLOBAL VARIABLES WHERE Variable_name IN ('rpl_semi_sync_source_timeout', 'rpl_semi_sync_master_timeout')",
		),
	);
	const [row] = rows;
	const name = String(row?.['Variable_name'] ?? 'rpl_semi_sync_source_timeout');
	return {
		type: 'semi-sync',
		...(row && {timeout: Number(row['Value'])}),
		statement: `SET GLOBAL ${name.replace('timeout', 'enabled')} = OFF`,
	};
}

/** The ways to find out who holds a metadata lock, the most certain first. `?` stands for the id of the waiting thread. */
const holderQueries: Readonly<Record<'table' | 'global', readonly string[]>> = {
	table: [
		metadataLocks('TRUE'),
		// MariaDB's plugin names who holds what, and not what a thread waits for: it is a table of the lab, in a schema where the thread holds a lock already. The schema may have other tables.
		`SELECT DISTINCT THREAD_ID AS id FROM information_schema.METADATA_LOCK_INFO WHERE THREAD_ID <> ? AND LOCK_TYPE = 'Table metadata lock' AND TABLE_NAME IN (${tableNames.map(name => `'${name}'`).join(', ')}) AND TABLE_SCHEMA IN (SELECT TABLE_SCHEMA FROM information_schema.METADATA_LOCK_INFO WHERE THREAD_ID = ?)`,
	],
	global: [
		metadataLocks("held.LOCK_TYPE IN ('SHARED', 'SHARED_READ')"),
		`SELECT DISTINCT THREAD_ID AS id FROM information_schema.METADATA_LOCK_INFO WHERE THREAD_ID <> ? AND LOCK_TYPE = 'Backup lock' AND LOCK_MODE IN ('MDL_BACKUP_FTWRL1', 'MDL_BACKUP_FTWRL2', 'MDL_BACKUP_WAIT_FLUSH', 'MDL_BACKUP_WAIT_DDL', 'MDL_BACKUP_WAIT_COMMIT')`,
	],
};

/** MySQL has it on by default; MariaDB needs performance_schema and an instrument that is off by default [measured]. */
function metadataLocks(held: string): string {
	return `SELECT DISTINCT holder.PROCESSLIST_ID AS id
		FROM performance_schema.threads AS waiter
		JOIN performance_schema.metadata_locks AS wanted ON wanted.OWNER_THREAD_ID = waiter.THREAD_ID AND wanted.LOCK_STATUS = 'PENDING'
		JOIN performance_schema.metadata_locks AS held ON held.LOCK_STATUS = 'GRANTED' AND held.OBJECT_TYPE = wanted.OBJECT_TYPE AND held.OBJECT_SCHEMA <=> wanted.OBJECT_SCHEMA AND held.OBJECT_NAME <=> wanted.OBJECT_NAME AND held.OWNER_THREAD_ID <> wanted.OWNER_THREAD_ID
		JOIN performance_schema.threads AS holder ON holder.THREAD_ID = held.OWNER_THREAD_ID
		WHERE waiter.PROCESSLIST_ID = ? AND ${held}`;
}

/** The connections with an open transaction, for a server that does not show who holds a lock. */
const openTransactions =
	'SELECT trx_mysql_thread_id AS id FROM information_schema.INNODB_TRX ORDER BY trx_started';

async function findHolders(
	{ask, processes}: Answered,
	{connectionId}: Process,
	lock: 'table' | 'global',
): Promise<{holders: readonly Holder[]; isCertain: boolean}> {
	for (const sql of holderQueries[lock]) {
		const found = await unlessRefused(ask(sql.replaceAll('?', connectionId)));
		if (found.length > 0) {
			return {holders: toHolders(found, processes), isCertain: true};
		}
	}

	return {
		holders:
			lock === 'table'
				? toHolders(await unlessRefused(ask(openTransactions)), processes)
				: processes.filter(({command}) => command === 'Sleep'),
		isCertain: false,
	};
}

/** Leaves out what the account may not see. */
async function unlessRefused(
	reading: Promise<RowDataPacket[]>,
): Promise<RowDataPacket[]> {
	try {
		return await reading;
	} catch (error: unknown) {
		if (isConnectionLost(toFailure(error))) {
			throw error;
		}

		return [];
	}
}

function toHolders(
	rows: readonly RowDataPacket[],
	processes: readonly Process[],
): readonly Holder[] {
	return rows.map(row => {
		const connectionId = String(row['id']);
		const {user, command, seconds} = processes.find(
			process => process.connectionId === connectionId,
		) ?? {user: '', command: '', seconds: 0};
		return {connectionId, user, command, seconds};
	});
}
