import {type Connection} from 'mysql2';
import {type Flavour} from '../../server/flavour.js';
import {type Listing} from '../attach/listing.js';
import {readMariadbConnections} from './mariadb-connections.js';
import {
	readMysqlConnections,
	type SeenConnections,
} from './mysql-connections.js';
import {readTransactions, type OpenTransaction} from './transactions.js';

type Reader = (
	connection: Connection,
	transactions: readonly OpenTransaction[],
	choice: {readonly hasLiterals: boolean; readonly account: string},
) => Promise<SeenConnections>;

const readers: Readonly<Record<Flavour, Reader>> = {
	mysql: readMysqlConnections,
	mariadb: readMariadbConnections,
};

/**
Looks once at all connections of a server that the account may see. It reads, and changes nothing.

@throws mysql2's error, when the connection is lost.
*/
export async function readListing(
	connection: Connection,
	{
		flavour,
		ownIds,
		...choice
	}: {
		readonly flavour: Flavour;
		/** The ids of this program's connections. */
		readonly ownIds: readonly string[];
		/** Statements are wanted as they were sent, values and all. */
		readonly hasLiterals: boolean;
		/** The account, as GRANT names it. */
		readonly account: string;
	},
): Promise<Listing> {
	const began = performance.now();
	const {transactions, gaps} = await readTransactions(
		connection,
		choice.account,
	);
	const seen = await readers[flavour](connection, transactions, choice);
	return {
		connections: seen.connections.map(one => {
			const open = transactions.find(
				({connectionId}) => connectionId === one.id,
			);
			return {
				...one,
				...(open && {
					transaction: {age: open.age, rows: open.rows, state: open.state},
				}),
				...(ownIds.includes(one.id) && {isOwn: true}),
			};
		}),
		waits: seen.waits,
		gaps: [
			...gaps,
			// The privilege that shows the transactions shows others' connections too.
			...(gaps.length > 0 ? [{...gaps[0], what: 'connections'} as const] : []),
			...seen.gaps,
		],
		took: performance.now() - began,
	};
}
