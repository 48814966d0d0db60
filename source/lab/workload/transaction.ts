import {rm} from 'node:fs/promises';
import path from 'node:path';
import {type Connection} from 'mysql2';
import {query, readConnectionId} from '../../server/connect.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {queryInterrupted} from '../effect.js';
import {type EventLog} from '../event-log.js';
import {type Plan, type StatementKind} from '../events.js';
import {fileName} from '../state.js';
import {type LabTable} from '../table.js';
import {hashIsEqual} from '../verify.js';
import {type Pacer} from './pacer.js';
import {makeRandomFile, type FillRandom} from './random-file.js';
import {insertFile} from './upload.js';

/** The time between two `upload-progress` events, in ms, and the part of the file: a person sees no more, and a kill of a script waits for one of them. */
const progressInterval = 50;
const progressStep = 0.01;

/** What one transaction needs. */
export type Transaction = {
	readonly connection: Connection;
	readonly table: LabTable;
	readonly plan: Plan;
	readonly pacer: Pacer;
	/** An existing folder for the files; each is removed after its insert. */
	readonly folder: string;
	readonly fill: FillRandom;
	readonly log: EventLog;
	readonly signal: AbortSignal;
};

/** A statement did not return OK; its end is in the log. */
class StatementFailed extends Error {
	override readonly name = 'StatementFailed';

	/** A KILL QUERY ended it; connection and transaction are as they were. */
	readonly wasInterrupted: boolean;

	constructor({message, errno}: Failure) {
		super(message);
		this.wasInterrupted = errno === queryInterrupted;
	}
}

/**
Inserts the files in one transaction, as the blog post's program did: each file is made, inserted and compared on the server; COMMIT at the end, ROLLBACK after an error. Under autocommit the inserts stand alone.

Never rejects: how each statement ended is in the log, and anything else that went wrong is a `run-broken` there.
*/
export async function runTransaction(transaction: Transaction): Promise<void> {
	const {connection, plan, log} = transaction;
	const run = statementRunner(log);

	try {
		if (plan.autocommit) {
			await insertFiles(transaction, run);
			return;
		}

		await run({kind: 'begin'}, async () =>
			query(connection, 'START TRANSACTION'),
		);
		await insertFiles(transaction, run);
		await holdCommit(transaction);
		if (log.state().run?.lost) {
			return;
		}

		await run({kind: 'commit'}, async () => query(connection, 'COMMIT'));
	} catch (error: unknown) {
		if (!(error instanceof StatementFailed)) {
			log.emit({type: 'run-broken', message: toFailure(error).message});
		}

		if (!plan.autocommit) {
			await rollBack(transaction, run);
		}
	}
}

/** Waits before COMMIT as long as the run is paused, or until its connection is lost. */
async function holdCommit({plan, pacer, log}: Transaction): Promise<void> {
	if (plan.pauseCommit) {
		pacer.pause();
		const {rate} = pacer;
		log.emit({
			type: 'pace',
			paused: true,
			...(rate !== undefined && {rate}),
		});
	}

	const isHeld = () => pacer.isPaused && !log.state().run?.lost;
	if (!isHeld()) {
		return;
	}

	await new Promise<void>(resolve => {
		const goOn = () => {
			if (!isHeld()) {
				stopPacer();
				stopLog();
				resolve();
			}
		};

		const stopPacer = pacer.subscribe(goOn);
		const stopLog = log.subscribe(goOn);
	});
}

async function rollBack(
	{connection, log, signal}: Transaction,
	run: RunStatement,
): Promise<void> {
	if (signal.aborted || log.state().run?.lost) {
		return;
	}

	try {
		await run({kind: 'rollback'}, async () => query(connection, 'ROLLBACK'));
	} catch (error: unknown) {
		if (!(error instanceof StatementFailed)) {
			throw error;
		}
	}
}

/** How a file's statements went: an interrupted one is left out, or ends the inserts with what is there. */
type Progress = 'done' | 'skip' | 'commit';

async function insertFiles(
	transaction: Transaction,
	run: RunStatement,
): Promise<void> {
	for (let file = 0; file < transaction.plan.files; file++) {
		const progress = await insertOne(transaction, run, file);
		if (progress === 'commit') {
			return;
		}
	}
}

async function insertOne(
	transaction: Transaction,
	run: RunStatement,
	file: number,
): Promise<Progress> {
	const {connection, table, plan, folder, fill, log, signal} = transaction;
	const name = fileName(file);
	const filePath = path.join(folder, name);

	try {
		log.emit({type: 'file-started', file, name});
		const hash = await makeRandomFile(filePath, plan.size, fill, signal);
		log.emit({type: 'file-made', file, hash});

		const inserted = await onInterrupt(log, async () => {
			const connectionId = await run({kind: 'identify', file}, async () =>
				readConnectionId(connection, query),
			);
			refuseAnother(connectionId, log.state().run?.connectionId);
			log.emit({type: 'connection-id', connectionId});

			await run({kind: 'insert', file}, async statement =>
				insertFile(connection, {
					protocol: plan.protocol,
					sql: `INSERT INTO ${table.sql} (file_name, file_data, file_size, file_type, file_hash) VALUES (?, ?, ?, ?, ?)`,
					values: [
						name,
						{path: filePath, size: plan.size},
						plan.size,
						'application/octet-stream',
						hash,
					],
					pacer: transaction.pacer,
					onProgress: progressEvents(log, file, plan.size),
					onSent() {
						log.emit({type: 'statement-sent', statement});
					},
				}),
			);
		});
		if (inserted !== 'done') {
			return inserted;
		}

		return await onInterrupt(log, async () => {
			const rows = await run({kind: 'verify', file}, async () =>
				query(
					connection,
					`SELECT ${hashIsEqual} AS equal FROM ${table.sql} ORDER BY id DESC LIMIT 1`,
				),
			);
			const equal = Number(rows[0]?.['equal']) === 1;
			log.emit({type: 'hash-compared', file, equal});
		});
	} finally {
		await rm(filePath, {force: true});
	}
}

/** A proxy that gives a session to another connection breaks the experiment: its id has met nobody. */
function refuseAnother(connectionId: string, met: string | undefined): void {
	if (connectionId !== met) {
		throw new Error(
			`the connection calls itself ${connectionId}, and was ${met ?? 'nobody'} before: a proxy gives its sessions to several connections. Connect to the server itself.`,
		);
	}
}

/**
Runs statements, and does what the run is to do when one of them is interrupted.

@throws StatementFailed when the transaction is to be rolled back.
*/
async function onInterrupt(
	log: EventLog,
	execute: () => Promise<void>,
): Promise<Progress> {
	for (;;) {
		try {
			await execute();
			return 'done';
		} catch (error: unknown) {
			const choice = log.state().run?.onInterrupt;
			if (
				!(error instanceof StatementFailed) ||
				!error.wasInterrupted ||
				choice === undefined ||
				choice === 'rollback'
			) {
				throw error;
			}

			if (choice !== 'retry') {
				return choice;
			}
		}
	}
}

/** Reports the first bytes, the last, and what comes between now and then. */
function progressEvents(
	log: EventLog,
	file: number,
	size: number,
): (bytes: number) => void {
	let reportedAt = -Infinity;
	let reported = 0;
	return bytes => {
		if (
			bytes === size ||
			bytes - reported >= size * progressStep ||
			log.now() - reportedAt >= progressInterval
		) {
			reported = bytes;
			reportedAt = log.now();
			log.emit({type: 'upload-progress', file, bytes});
		}
	};
}

type RunStatement = <Result>(
	what: {readonly kind: StatementKind; readonly file?: number},
	execute: (statement: number) => Promise<Result>,
) => Promise<Result>;

/** Numbers the statements of a run and tells the log how each began and ended. */
function statementRunner(log: EventLog): RunStatement {
	let statement = 0;

	return async (what, execute) => {
		statement++;
		log.emit({type: 'statement-started', statement, ...what});
		try {
			const executing = execute(statement);
			if (what.kind !== 'insert') {
				// It is one small packet, and on its way.
				log.emit({type: 'statement-sent', statement});
			}

			const result = await executing;
			log.emit({type: 'statement-ended', statement, outcome: {type: 'ok'}});
			return result;
		} catch (error: unknown) {
			const failure = toFailure(error);
			const lost = isConnectionLost(failure);
			log.emit({
				type: 'statement-ended',
				statement,
				outcome: {type: lost ? 'lost' : 'error', failure},
			});
			if (lost) {
				log.emit({type: 'connection-lost', failure});
			}

			throw new StatementFailed(failure);
		}
	};
}
