import {type Connection} from 'mysql2';
import {readGlobalVariables} from '../../server/global-variables.js';
import {parseGrants, type Grants} from './grants.js';
import {see, type Seen} from './see.js';

/** What the account may do. @throws mysql2's error, when the connection is lost. */
export async function readGrants(
	connection: Connection,
): Promise<Seen<Grants>> {
	const variables = await readGlobalVariables(connection, ['partial_revokes']);
	return see(connection, 'SHOW GRANTS', rows =>
		parseGrants(
			rows.map(row => String(Object.values(row)[0])),
			{arePatterns: variables.get('partial_revokes') !== 'ON'},
		),
	);
}
