import {type Connection} from 'mysql2';
import {binaryUpload} from './binary.js';
import {type PlainValue} from './execute-packet.js';
import {type FileBlob, FileSource} from './file-source.js';
import {longDataUpload} from './long-data.js';
import {
	established,
	prepare,
	runRawCommand,
	usesQueryAttributes,
} from './mysql2-internals.js';
import {type Pacer} from './pacer.js';
import {Pump} from './pump.js';
import {textUpload} from './text.js';
import {type Upload, type InsertParts} from './insert-parts.js';
import {type Protocol} from './protocol.js';

export {type FileBlob} from './file-source.js';

/** A value of the INSERT. */
export type InsertValue = PlainValue | FileBlob;

/** One INSERT that takes one of its values from a file. */
export type FileInsert = {
	readonly protocol: Protocol;
	/** The statement's beginning: a question mark here stands for itself, such as in a schema's name. */
	readonly head?: string;
	/** The rest of the statement. Every question mark is a placeholder. */
	readonly sql: string;
	/** One value for each placeholder; exactly one is the file. */
	readonly values: readonly InsertValue[];
	readonly pacer: Pacer;
	/** Called with the bytes of the file that the kernel has taken so far, after each slice. The kernel's buffers can be some MB ahead of the server (measured: up to 4 MB over TCP). */
	readonly onProgress: (bytes: number) => void;
	/** Called when the kernel has taken the statement's last byte: from now on the server works on it. */
	readonly onSent: () => void;
};

/**
Streams a file into one INSERT, and resolves with the server's OK: the number of rows that it changed.

It takes turns with mysql2's own commands on the connection; one that is issued right after the call may run before it. Memory does not grow with the file, and the event loop is never blocked for longer than a slice takes.

@throws RangeError before anything is sent, when the statement is larger than a server can take.
@throws TypeError before anything is sent, when values and placeholders don't match or there is not exactly one file.
@throws FileSizeError when the file is not as long as declared. Where that shows in the middle of the upload, the connection is destroyed, since the server is left with half a packet.
@throws mysql2's error: the server's, with its `errno`, or the connection's (EPIPE, ECONNRESET and PROTOCOL_CONNECTION_LOST are one and the same outcome of a KILL CONNECTION, measured). An answer in the middle of the upload ends it, and the connection.
*/
export async function insertFile(
	connection: Connection,
	insert: FileInsert,
): Promise<number> {
	const parts = takeApart(insert);
	// A lost connection without a listener would end the process; here the promise reports it.
	const listener = () => undefined;
	connection.on('error', listener);
	try {
		await established(connection);
		const upload = createUpload(insert.protocol, {
			...parts,
			queryAttributes: usesQueryAttributes(connection),
		});
		const source = await FileSource.open(parts.file);
		try {
			return await run({connection, insert, upload, source});
		} finally {
			await source.close();
		}
	} finally {
		connection.off('error', listener);
	}
}

function createUpload(protocol: Protocol, plan: InsertParts): Upload {
	switch (protocol) {
		case 'binary': {
			return binaryUpload(plan);
		}

		case 'long-data': {
			return longDataUpload(plan);
		}

		case 'text': {
			return textUpload(plan);
		}
	}
}

type Job = {
	readonly connection: Connection;
	readonly insert: FileInsert;
	readonly upload: Upload;
	readonly source: FileSource;
};

async function run(job: Job): Promise<number> {
	const {connection, insert} = job;
	if (insert.protocol === 'text') {
		return send(job);
	}

	const sql = `${insert.head ?? ''}${insert.sql}`;
	const statementId = await prepare(connection, sql);
	try {
		return await send(job, statementId);
	} finally {
		if (connection.state === 'authenticated') {
			connection.unprepare(sql);
		}
	}
}

async function send(
	{connection, insert: {pacer, onProgress, onSent}, upload, source}: Job,
	statementId = 0,
): Promise<number> {
	return runRawCommand(connection, {
		isComplete: upload.isComplete,
		async send({stream, signal}) {
			const pump = new Pump({stream, signal, pacer, onProgress});
			await upload.send(pump, source.pieces(), statementId);
			onSent();
		},
	});
}

function takeApart({
	head = '',
	sql,
	values,
}: FileInsert): Omit<InsertParts, 'queryAttributes'> {
	const [first = '', ...rest] = sql.split('?');
	if (rest.length !== values.length) {
		throw new TypeError(
			`The statement has ${rest.length} placeholders for ${values.length} values`,
		);
	}

	const before: PlainValue[] = [];
	const after: PlainValue[] = [];
	let file: FileBlob | undefined;
	for (const value of values) {
		if (typeof value !== 'object') {
			checkPlain(value);
			(file ? after : before).push(value);
		} else if (file) {
			throw new TypeError('More than one of the values is a file');
		} else {
			file = value;
		}
	}

	if (!file) {
		throw new TypeError('None of the values is a file');
	}

	if (!Number.isSafeInteger(file.size) || file.size < 0) {
		throw new TypeError(`A file can't be ${file.size} bytes long`);
	}

	return {pieces: [`${head}${first}`, ...rest], before, file, after};
}

function checkPlain(value: PlainValue): void {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new TypeError(`${value} is no number for a server`);
	}
}
