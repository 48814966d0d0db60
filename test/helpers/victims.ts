import {type ExecutionContext} from 'ava';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type TestServer} from './server.js';

/** Somebody's connection that attach may kill, and the id that the server has for it. */
export type Victim = {readonly connection: Connection; readonly id: string};

/** For a statement or a connection that is killed: its own promise reports it. */
export function ignore(): void {
	// Nothing is lost.
}

/** Opens somebody's connection and runs these statements; it is closed at the end of the test. */
export async function openVictim(
	t: ExecutionContext,
	server: TestServer,
	{
		user,
		database = '',
		statements = [],
	}: {
		readonly user?: string | undefined;
		readonly database?: string;
		readonly statements?: readonly string[];
	},
): Promise<Victim> {
	const connection = await server.connect({
		database,
		...(user !== undefined && {user}),
	});
	// Killed connections report that as an event.
	connection.on('error', ignore);
	t.teardown(() => {
		connection.destroy();
	});
	for (const statement of statements) {
		await connection.query(statement);
	}

	return {connection, id: String(connection.threadId)};
}

/** The statements like a pattern that a server with a general log has got. */
export async function statementsLike(
	root: Connection,
	pattern: string,
): Promise<readonly string[]> {
	const [rows] = await root.query<RowDataPacket[]>(
		`SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') AND argument LIKE '${pattern}' AND argument NOT LIKE '%general_log%'`,
	);
	return rows.map(row => String(row['statement']));
}
