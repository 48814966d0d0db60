import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {query} from '../server/connect.js';
import {type Product} from '../server/product.js';
import {
	chooseRoutes,
	procedureNames,
	type KillChoice,
	type KillRoutes,
} from './choose-route.js';

/**
Finds out, before any kill, which procedures the server offers to this account, and chooses the routes.

@throws {Refusal} when what is asked for can't be had; mysql2's error, when the connection is lost.
*/
export async function findRoutes(
	connection: Connection,
	product: Product,
	choice: KillChoice,
): Promise<KillRoutes> {
	const offered = await readKillProcedures(connection);
	const routes = chooseRoutes(choice, product, offered);
	if ('refused' in routes) {
		throw new Refusal(routes.refused);
	}

	return routes;
}

/**
The kill procedures that the account may execute, without their schema: a server shows it no others [measured].

@throws mysql2's error, when the connection is lost.
*/
export async function readKillProcedures(
	connection: Connection,
): Promise<ReadonlySet<string>> {
	const rows = await query(
		connection,
		`SELECT ROUTINE_NAME AS name FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'mysql' AND ROUTINE_NAME IN (${procedureNames.map(name => `'${name}'`).join(', ')})`,
	);
	return new Set(rows.map(row => String(row['name'])));
}
