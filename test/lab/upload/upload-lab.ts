import {createCipheriv, createHash} from 'node:crypto';
import {
	copyFile,
	mkdtemp,
	readdir,
	readlink,
	rm,
	truncate,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {type Connection} from 'mysql2';
import {type Protocol} from '../../../source/lab/upload/protocol.js';
import {insertFile, type FileBlob} from '../../../source/lab/upload/upload.js';
import {Pacer} from '../../../source/lab/upload/pacer.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

export const megabyte = 2 ** 20;

/** The one INSERT of these tests: values before and after the file, and characters that break a careless escape. */
export const sql =
	'INSERT INTO blobs (name, data, size, half) VALUES (?, ?, ?, ?)';
export const fileName = String.raw`O'Reilly \ "ü" 😀.bin`;

/** A server, a table for blobs, and files of any size that all start alike. */
export type UploadLab = {
	readonly server: TestServer;
	readonly open: (over?: 'socket' | 'tcp' | 'tls') => Promise<Connection>;
	/** A file of this many bytes, and their SHA-256. */
	readonly file: (
		size: number,
	) => Promise<{readonly path: string; readonly hash: string}>;
	/** Closes the connections of a test. */
	readonly hangUp: () => void;
	readonly close: () => Promise<void>;
};

/** Starts a server and creates the table. */
export async function openUploadLab(
	flavour: 'mysql' | 'mariadb',
	largestFile: number,
): Promise<UploadLab> {
	const server = await sandboxServer(flavour, {tcp: true});
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	const bytes = pseudoRandom(largestFile);
	const main = path.join(folder, 'master');
	await writeFile(main, bytes);

	const connections: Connection[] = [];
	const hangUp = () => {
		for (const connection of connections.splice(0)) {
			connection.destroy();
		}
	};

	const open = async (over: 'socket' | 'tcp' | 'tls' = 'socket') => {
		const {tcp, socketPath, user} = server;
		if (!tcp) {
			throw new Error('The server was to listen on TCP');
		}

		const connection = await connect(
			over === 'socket'
				? {address: {type: 'socket', path: socketPath}, user}
				: {
						address: {type: 'tcp', host: tcp.host, port: tcp.port},
						user: tcp.user,
						password: tcp.password,
						publicKey: {type: 'server'},
						...(over === 'tls' && {tls: {mode: 'REQUIRED'}}),
					},
		);
		connections.push(connection);
		await query(connection, 'CREATE DATABASE IF NOT EXISTS uploads');
		await query(connection, 'USE uploads');
		return connection;
	};

	const setup = await open();
	await query(
		setup,
		'CREATE TABLE blobs (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) CHARACTER SET utf8mb4 NOT NULL, data LONGBLOB NOT NULL, size VARCHAR(30) NOT NULL, half DOUBLE NOT NULL)',
	);

	return {
		server,
		open,
		async file(size) {
			const file = path.join(folder, String(size));
			await copyFile(main, file);
			await truncate(file, size);
			const hash = createHash('sha256').update(bytes.subarray(0, size));
			return {path: file, hash: hash.digest('hex')};
		},
		hangUp,
		async close() {
			hangUp();
			await server.stop();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

/** One running upload, with its progress so far. */
export type Running = {
	readonly done: Promise<number>;
	readonly pacer: Pacer;
	/** The last reported number of bytes. */
	readonly progress: () => number;
	readonly sent: () => number;
	/** Resolves when the upload has paused itself at `pauseAt`. */
	readonly paused: Promise<void>;
};

/** Starts an upload; at `pauseAt` bytes it pauses itself. */
export function startUpload(
	connection: Connection,
	{
		protocol,
		file,
		pauseAt = Number.POSITIVE_INFINITY,
		rate,
		half = -0.5,
	}: {
		readonly protocol: Protocol;
		readonly file: FileBlob;
		readonly pauseAt?: number;
		readonly rate?: number;
		readonly half?: number;
	},
): Running {
	const pacer = new Pacer(() => performance.now(), rate);
	let progress = 0;
	let sent = 0;
	let announce: () => void;
	const paused = new Promise<void>(resolve => {
		announce = resolve;
	});
	const done = insertFile(connection, {
		protocol,
		sql,
		values: [fileName, file, file.size, half],
		pacer,
		onProgress(bytes) {
			if (bytes <= progress) {
				throw new Error(`Progress from ${progress} to ${bytes}`);
			}

			const isFirst = progress < pauseAt;
			progress = bytes;
			if (bytes >= pauseAt && isFirst) {
				pacer.pause();
				announce();
			}
		},
		onSent() {
			sent++;
		},
	});
	// A test may look at it after the rejection.
	void Promise.allSettled([done]);
	return {done, pacer, progress: () => progress, sent: () => sent, paused};
}

/** The error that a promise is rejected with, as far as the tests look at it. */
export async function rejection(
	promise: Promise<unknown>,
): Promise<Error & {readonly code?: string; readonly errno?: number}> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof Error) {
			return error;
		}

		throw error;
	}

	throw new Error('Nothing was rejected');
}

/** How many descriptors of this process are open on the file; `undefined` where the system does not say. */
export async function descriptors(file: string): Promise<number | undefined> {
	let names: string[];
	try {
		names = await readdir('/proc/self/fd');
	} catch {
		return undefined;
	}

	const targets = await Promise.all(
		names.map(async name => {
			try {
				return await readlink(`/proc/self/fd/${name}`);
			} catch {
				return '';
			}
		}),
	);
	return targets.filter(target => target === file).length;
}

/** The same bytes in every run. */
function pseudoRandom(size: number): Uint8Array {
	return createCipheriv(
		'aes-128-ctr',
		new Uint8Array(16),
		new Uint8Array(16),
	).update(new Uint8Array(size));
}
