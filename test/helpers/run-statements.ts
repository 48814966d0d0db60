import {type RowDataPacket} from 'mysql2';
import {type TestServer} from './server.js';

/** Runs statements on a connection of their own, one after the other. @returns The rows of the last. */
export async function runStatements(
	server: TestServer,
	statements: readonly string[],
): Promise<readonly RowDataPacket[]> {
	const connection = await server.connect();
	try {
		let rows: readonly RowDataPacket[] = [];
		for (const sql of statements) {
			[rows] = await connection.query<RowDataPacket[]>(sql);
		}

		return rows;
	} finally {
		await connection.end();
	}
}
