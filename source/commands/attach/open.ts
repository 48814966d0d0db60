import {type Connection} from 'mysql2';
import {readAccount} from '../../lab/account/read-account.js';
import {type Server} from '../../server/address.js';
import {connect, disconnect} from '../../server/connect.js';
import {readConnectionId} from '../../server/connection-id.js';
import {checkAge, productOf, type Product} from '../../server/product.js';
import {readAnswers} from '../../server/read-answers.js';
import {hangUp} from '../../server/statement.js';
import {serverRefusal} from '../target/server-refusal.js';

/** A connection to somebody's server, and what it leads to. */
export type Opened = {
	readonly connection: Connection;
	readonly product: Product;
	/** The account, as GRANT names it. */
	readonly account: string;
	/** The id that the server has for the connection. */
	readonly ownId: string;
};

/**
Connects, and finds out what it leads to.

@throws {ConnectFailure} as `connect` does; {Refusal} when the server is too old; mysql2's error, when the connection is lost. It is closed then.
*/
export async function openServer(server: Server): Promise<Opened> {
	const connection = await connect(server);
	try {
		const product = productOf(await readAnswers(connection));
		checkAge(product);
		return {
			connection,
			product,
			account: await readAccount(connection),
			ownId: await readConnectionId(connection),
		};
	} catch (error: unknown) {
		hangUp(connection);
		throw error;
	}
}

/**
Connects, does something on the server, and closes the connection.

@throws {Refusal} when the server can't be used, or is lost; what `act` throws.
*/
export async function onServer<Result>(
	server: Server,
	act: (opened: Opened) => Promise<Result>,
): Promise<Result> {
	try {
		const opened = await openServer(server);
		try {
			return await act(opened);
		} finally {
			await disconnect(opened.connection);
		}
	} catch (error: unknown) {
		throw serverRefusal(server, error);
	}
}
