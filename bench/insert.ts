import {createHash, randomBytes} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {type Connection} from 'mysql2';
import {Pacer} from '../source/lab/upload/pacer.js';
import {type Protocol} from '../source/lab/upload/protocol.js';
import {insertFile} from '../source/lab/upload/upload.js';
import {startSandbox} from '../source/sandbox/sandbox.js';
import {connect} from '../source/server/connect.js';
import {query} from '../source/server/statement.js';
import {type Flavour} from '../source/server/flavour.js';

/** One way to insert a file, and how long each insert took, in ms. */
export type InsertTimes = {
	readonly way: Protocol | 'mysql2 execute()';
	readonly total: readonly number[];
	/** The server's share: from the last byte to its OK. Not known for mysql2's own way. */
	readonly server?: readonly number[];
};

/** Inserts a file of this many bytes in each way, in turn, so that all ways see the same machine. */
export async function measureInserts(
	flavour: Flavour,
	size: number,
	rounds: number,
): Promise<readonly InsertTimes[]> {
	const sandbox = await startSandbox({choice: {flavour}});
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const file = path.join(folder, 'file');
	const bytes = randomBytes(size);
	await writeFile(file, bytes);
	const hash = createHash('sha256').update(bytes).digest('hex');

	const connection = await connect({
		address: {type: 'socket', path: sandbox.socketPath},
		user: sandbox.user,
	});
	await query(connection, 'CREATE DATABASE bench');
	await query(
		connection,
		'CREATE TABLE bench.files (data LONGBLOB NOT NULL, hash CHAR(64) CHARACTER SET ascii NOT NULL)',
	);

	const ways = ['binary', 'long-data', 'text'] as const;
	const streamed = ways.map(way => ({
		way,
		total: [] as number[],
		server: [] as number[],
	}));
	const whole = {way: 'mysql2 execute()' as const, total: [] as number[]};

	try {
		for (let round = 0; round < rounds; round++) {
			for (const {way, total, server} of streamed) {
				const start = performance.now();
				let sentAt = start;
				await insertFile(connection, {
					protocol: way,
					sql: insertSql,
					values: [{path: file, size}, hash],
					pacer: new Pacer(() => performance.now()),
					onProgress() {
						sentAt = performance.now();
					},
					onSent() {
						sentAt = performance.now();
					},
				});
				const end = performance.now();
				total.push(end - start);
				server.push(end - sentAt);
				await query(connection, 'TRUNCATE TABLE bench.files');
			}

			const start = performance.now();
			await executeWhole(connection, file, hash);
			whole.total.push(performance.now() - start);
			await query(connection, 'TRUNCATE TABLE bench.files');
		}
	} finally {
		connection.destroy();
		await sandbox.stop();
		await rm(folder, {recursive: true});
	}

	return [...streamed, whole];
}

const insertSql = 'INSERT INTO bench.files (data, hash) VALUES (?, ?)';

/** Mysql2's own way, with the whole file in memory. */
async function executeWhole(
	connection: Connection,
	file: string,
	hash: string,
): Promise<void> {
	const bytes = await readFile(file);
	await new Promise<void>((resolve, reject) => {
		connection.execute(insertSql, [bytes, hash], error => {
			if (error) {
				reject(error);
			} else {
				resolve();
			}
		});
	});
}
