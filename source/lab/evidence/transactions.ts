import {type Connection} from 'mysql2';
import {type Gap, type OpenTransaction} from '../attach/listing.js';
import {ask, textOf} from './ask.js';

/** INNODB_TRX's picture is as old as 0.1 s, and stays as it is while somebody reads it more often [measured on both servers]. */
const transactionQuery =
	'SELECT trx_id, trx_mysql_thread_id, trx_state, trx_rows_modified, trx_tables_locked, trx_rows_locked, TIMESTAMPDIFF(SECOND, trx_started, NOW()) AS age FROM information_schema.INNODB_TRX';

/** Reads the open transactions of InnoDB. @throws mysql2's error, when the connection is lost. */
export async function readTransactions(
	connection: Connection,
	/** The account, as GRANT names it. */
	account: string,
): Promise<{
	readonly transactions: readonly OpenTransaction[];
	readonly gaps: readonly Gap[];
}> {
	const {rows, gap} = await ask(connection, transactionQuery, {
		what: 'transactions',
		remedy: `GRANT PROCESS ON *.* TO ${account}`,
	});
	return {
		transactions: rows.map(row => {
			const connectionId = textOf(row, 'trx_mysql_thread_id') ?? '0';
			return {
				transactionId: textOf(row, 'trx_id') ?? '',
				...(connectionId !== '0' && {connectionId}),
				age: Number(row['age'] ?? 0),
				rows: Number(row['trx_rows_modified'] ?? 0),
				state: textOf(row, 'trx_state') ?? '',
				locked: {
					tables: Number(row['trx_tables_locked'] ?? 0),
					rows: Number(row['trx_rows_locked'] ?? 0),
				},
			};
		}),
		gaps: gap ? [gap] : [],
	};
}
