import {type Connection} from 'mysql2';
import {type Variables} from '../../server/global-variables.js';
import {withValues} from '../../server/literal.js';
import {type StoredNames} from '../own-table/stored-names.js';
import {type Finding} from '../events/finding.js';
import {allows} from '../account/grants.js';
import {see, type Seen} from '../account/see.js';
import {isOn, type Readings} from './readings.js';

/** What decides whether MySQL can create a new table, if not every account may create one without encryption. */
export type Encryption = {
	/** Whether the schema's tables are encrypted; absent: the schema does not exist, or the account can't see it. */
	readonly schema?: boolean;
	/** Whether there is a keyring, which has the key for it. */
	readonly keyring: Seen<boolean>;
};

/** Where MySQL shows its keyring: nothing while there is none [measured: MySQL 9.7], and a row for its state [manual]. */
const keyringStatus = 'performance_schema.keyring_component_status';

/**
Reads it where it matters: where `table_encryption_privilege_check` is on.

@throws mysql2's error, when the connection is lost.
*/
export async function readEncryption(
	connection: Connection,
	variables: Variables,
	{schema}: StoredNames,
): Promise<Encryption | undefined> {
	if (!isOn({variables}, 'table_encryption_privilege_check')) {
		return undefined;
	}

	const found = await see(
		connection,
		withValues(
			'SELECT DEFAULT_ENCRYPTION AS encryption FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?',
			[schema],
		),
		([row]) => row && String(row['encryption']) === 'YES',
	);
	const plugin = await see(
		connection,
		"SELECT COUNT(*) AS number FROM information_schema.PLUGINS WHERE PLUGIN_TYPE = 'KEYRING' AND PLUGIN_STATUS = 'ACTIVE'",
		([row]) => Number(row?.['number']) > 0,
	);
	return {
		...(found.type === 'seen' &&
			found.value !== undefined && {schema: found.value}),
		keyring:
			plugin.type === 'seen' && plugin.value
				? plugin
				: await see(
						connection,
						`SELECT COUNT(*) AS number FROM ${keyringStatus} WHERE STATUS_KEY = 'Component_status' AND STATUS_VALUE = 'Active'`,
						([row]) => Number(row?.['number']) > 0,
					),
	};
}

/**
Whether the server has a key for a table that it would encrypt. Without one it refuses the table with error 3185, after the schema has been created; the lab then creates its table without encryption, if this account may [measured: MySQL 9.7].

A keyring that can't be seen stops the run too: the doctor could not promise that the run succeeds, and the lab would have written by then.
*/
export function checkEncryption(readings: Readings): readonly Finding[] {
	const {encryption, grants, account, table} = readings;
	const mayMakePlain =
		grants.type === 'seen' && allows(grants.value, 'TABLE_ENCRYPTION_ADMIN');
	if (
		encryption === undefined ||
		mayMakePlain ||
		table.table !== 'none' ||
		!(encryption.schema ?? isOn(readings, 'default_table_encryption'))
	) {
		return [];
	}

	const what = 'keyring';
	const {keyring} = encryption;
	if (keyring.type === 'seen' && keyring.value) {
		return [
			{
				type: 'ok',
				what,
				value: 'available',
				note: "the lab's table is encrypted",
			},
		];
	}

	const instead =
		"use --database to name a schema that has DEFAULT ENCRYPTION = 'N'";
	return [
		{
			type: 'stop',
			what,
			value: keyring.type === 'seen' ? 'none' : 'hidden from this account',
			needed: 'one with a key',
			why: 'the server encrypts new tables, refuses them with error 3185 while it has no key, and does not let this account create an unencrypted one',
			mend:
				keyring.type === 'seen'
					? {
							type: 'advice',
							instead: `start the server with a keyring, or ${instead}`,
						}
					: {
							type: 'statement',
							sql: `GRANT SELECT ON ${keyringStatus} TO ${account}`,
							instead,
						},
		},
	];
}
