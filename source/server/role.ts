import {type Connection} from 'mysql2';
import {query} from './connect.js';
import {toFailure} from './failure.js';
import {type Flavour} from './flavour.js';

/** What a server is for: what one wants to know before one writes to it. */
export type Role = {
	/** `read_only`, `super_read_only` or `innodb_read_only` is on. Some accounts may write all the same. */
	readonly isReadOnly: boolean;
	/** Whether it replicates from another server; `unknown` without the privilege to see it. */
	readonly replica: 'yes' | 'no' | 'unknown';
};

/**
Asks a server what it is for.

@throws mysql2's error, when the connection is lost.
*/
export async function readRole(
	connection: Connection,
	flavour: Flavour,
): Promise<Role> {
	const rows = await query(
		connection,
		"SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'innodb_read_only')",
	);
	return {
		isReadOnly: rows.some(row => String(row['Value']) !== 'OFF'),
		replica: await readReplica(connection, flavour),
	};
}

/** Where a flavour shows from whom it replicates. MySQL 8.0.22 has the first, and 8.4 no longer the second [manual]. MariaDB needs REPLICA MONITOR, MySQL REPLICATION CLIENT. */
const replicaStatements: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS'],
	mariadb: ['SHOW ALL SLAVES STATUS'],
};

/** 1227: the privilege is missing; 1064: the statement is not known. */
const refusals = new Set([1064, 1227]);

async function readReplica(
	connection: Connection,
	flavour: Flavour,
): Promise<Role['replica']> {
	for (const statement of replicaStatements[flavour]) {
		try {
			const rows = await query(connection, statement);
			return rows.length > 0 ? 'yes' : 'no';
		} catch (error: unknown) {
			if (!refusals.has(toFailure(error).errno ?? 0)) {
				throw error;
			}
		}
	}

	return 'unknown';
}
