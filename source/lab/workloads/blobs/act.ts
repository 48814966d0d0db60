import {rm} from 'node:fs/promises';
import path from 'node:path';
import {type Connection} from 'mysql2';
import {readConnectionId} from '../../../server/connection-id.js';
import {query} from '../../../server/statement.js';
import {type EventLog} from '../../history/event-log.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type LabTable} from '../../own-table/own-table.js';
import {provenType} from '../../own-table/row-proof.js';
import {type Pacer} from '../../upload/pacer.js';
import {insertFile} from '../../upload/upload.js';
import {
	returnedBy,
	StatementFailed,
	type RunStatement,
} from '../statement-runner.js';
import {type FillRandom} from '../../../random.js';
import {blobsFacts} from './facts.js';
import {hashIsEqual} from './inspect.js';
import {blobsOptions} from './options.js';
import {makeRandomFile} from './random-file.js';

/** The time between two `step-progress` events, in ms, and the part of the file: a person sees no more detail, and a planned kill waits for one of them. */
const progressInterval = 50;
const progressStep = 0.01;

/** What one transaction needs. */
export type Transaction = {
	readonly connection: Connection;
	readonly table: LabTable;
	readonly plan: RunPlan;
	readonly pacer: Pacer;
	/** An existing folder for the files; each is removed after its insert. */
	readonly folder: string;
	readonly fill: FillRandom;
	readonly log: EventLog;
	readonly signal: AbortSignal;
};

/** How a file's statements went: an interrupted one is left out, or ends the inserts with what is there. */
type Progress = 'done' | 'skip' | 'commit';

/**
Makes, inserts and compares one file after the other.

@throws {StatementFailed} if the transaction must be rolled back; the file system's error.
*/
export async function insertFiles(
	transaction: Transaction,
	run: RunStatement,
): Promise<void> {
	for (let file = 0; file < transaction.plan.steps; file++) {
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
	const {size, protocol} = blobsOptions(plan);
	const name = blobsFacts.stepName(file);
	const filePath = path.join(folder, name);

	try {
		log.emit({
			type: 'step-started',
			step: file,
			name,
			unit: 'bytes',
			total: size,
		});
		const hash = await makeRandomFile(filePath, size, fill, signal);
		log.emit({type: 'step-made', step: file, hash});

		const inserted = await onInterrupt(log, async () => {
			const connectionId = await run(
				{role: 'identify', name: 'SELECT CONNECTION_ID()', step: file},
				async () => readConnectionId(connection, query),
				id => ({type: 'rows', rows: 1, value: id}),
			);
			refuseAnother(connectionId, log.state().run?.connectionId);
			log.emit({type: 'connection-id', connectionId});

			await run(
				{role: 'target', name: 'INSERT', step: file},
				async statement =>
					insertFile(connection, {
						protocol,
						head: `INSERT INTO ${table.sql} `,
						sql: '(file_name, file_data, file_size, file_type, file_hash) VALUES (?, ?, ?, ?, ?)',
						values: [
							name,
							{path: filePath, size},
							size,
							provenType({fileName: name, fileSize: size, fileHash: hash}),
							hash,
						],
						pacer: transaction.pacer,
						onProgress: progressEvents(log, file, size),
						onSent() {
							log.emit({type: 'statement-sent', statement});
						},
					}),
				rows => ({type: 'changes', rows}),
			);
		});
		if (inserted !== 'done') {
			return inserted;
		}

		return await onInterrupt(log, async () => {
			const rows = await run(
				{role: 'check', name: 'hash comparison', step: file},
				async () =>
					query(
						connection,
						`SELECT ${hashIsEqual} AS equal FROM ${table.sql} WHERE id = LAST_INSERT_ID()`,
					),
				returnedBy,
			);
			const isIntact = Number(rows[0]?.['equal']) === 1;
			log.emit({type: 'step-checked', step: file, isIntact});
		});
	} finally {
		await rm(filePath, {force: true});
	}
}

/** A proxy that gives a session to another connection breaks the experiment: nobody has met its id. */
function refuseAnother(connectionId: string, met: string | undefined): void {
	if (connectionId !== met) {
		throw new Error(
			`the connection now calls itself ${connectionId}, and was ${met ?? 'unknown'} before: a proxy spreads a session over several connections. Connect to the server directly.`,
		);
	}
}

/**
Runs statements, and handles an interruption as the run's settings say.

@throws {StatementFailed} if the transaction must be rolled back.
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
			log.emit({type: 'step-progress', step: file, done: bytes});
		}
	};
}
