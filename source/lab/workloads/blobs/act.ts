import {query} from '../../../server/statement.js';
import {insertFile} from '../../upload/upload.js';
import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt, type Progress} from '../on-interrupt.js';
import {progressEvents} from '../progress-events.js';
import {returnedBy} from '../statement-runner.js';
import {blobsFacts} from './facts.js';
import {hashIsEqual} from './inspect.js';
import {blobsOptions} from './options.js';
import {supplyFiles, type FileSupply} from './file-supply.js';
import {provenType} from './row-proof.js';

/**
Makes, inserts and compares one file after the other; the next one is made while the server is busy with its INSERT.

@throws {StatementFailed} if the transaction must be rolled back; the file system's error.
*/
export async function insertFiles(stage: Stage): Promise<void> {
	const files = supplyFiles(stage);
	try {
		for (let file = 0; file < stage.plan.steps; file++) {
			const progress = await insertOne(stage, file, files);
			if (progress === 'commit') {
				return;
			}
		}
	} finally {
		await files.close();
	}
}

async function insertOne(
	stage: Stage,
	file: number,
	files: FileSupply,
): Promise<Progress> {
	const {connection, run, table, plan, pacer, log} = stage;
	const {size, protocol} = blobsOptions(plan);
	const name = blobsFacts.stepName(file);
	log.emit({
		type: 'step-started',
		step: file,
		name,
		unit: 'bytes',
		total: size,
	});
	const made = await files.take(file);
	const {hash} = made;
	log.emit({type: 'step-made', step: file, hash});

	try {
		const inserted = await onInterrupt(stage, async () => {
			await identify(stage, file);
			await run(
				{
					role: 'target',
					name: blobsFacts.target,
					step: file,
					reportsSent: true,
				},
				async statement =>
					insertFile(connection, {
						protocol,
						head: `INSERT INTO ${table.sql} `,
						sql: '(file_name, file_data, file_size, file_type, file_hash) VALUES (?, ?, ?, ?, ?)',
						values: [
							name,
							{path: made.path, size},
							size,
							provenType({fileName: name, fileSize: size, fileHash: hash}),
							hash,
						],
						pacer,
						onProgress: progressEvents(log, file, size),
						onSent() {
							log.emit({type: 'statement-sent', statement});
							if (file + 1 < plan.steps) {
								files.makeAhead(file + 1);
							}
						},
					}),
				rows => ({type: 'changes', rows}),
			);
		});
		if (inserted !== 'done') {
			return inserted;
		}

		return await onInterrupt(stage, async () => {
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
		await made.remove();
	}
}
