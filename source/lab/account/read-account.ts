import {type Connection} from 'mysql2';
import {printable} from '../../printable.js';
import {queryPromptly} from '../../server/query-promptly.js';

/** Reads the account that the server matched the user to, as GRANT takes it. @throws mysql2's error, when the connection is lost. */
export async function readAccount(connection: Connection): Promise<string> {
	const [row] = await queryPromptly(
		connection,
		'SELECT CURRENT_USER() AS account',
	);
	const account = printable(String(row?.['account']));
	// A host has no `@`, but a name may.
	const at = account.lastIndexOf('@');
	return [account.slice(0, at), account.slice(at + 1)]
		.map(part => `'${part.replaceAll("'", "''")}'`)
		.join('@');
}
