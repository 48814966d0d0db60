import {type Connection} from 'mysql2';
import {type Flavour} from '../../server/flavour.js';
import {type Listing} from '../attach/listing.js';
import {readMariadbConnections} from './mariadb-connections.js';
import {readMysqlConnections} from './mysql-connections.js';
import {readTransactions} from './transactions.js';
import {type ConnectionReader, type ListingChoice} from './connection-row.js';

const readers: Readonly<Record<Flavour, ConnectionReader>> = {
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
	}: ListingChoice & {
		readonly flavour: Flavour;
		/** The ids of this program's connections. */
		readonly ownIds: readonly string[];
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
