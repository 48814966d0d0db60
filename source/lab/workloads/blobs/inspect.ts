import {type Connection} from 'mysql2';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type ContentsRow} from '../../events/events.js';
import {type Scene} from '../contract.js';
import {type StepState} from '../../history/state.js';
import {type FoundStep, type DataInspection} from '../../verdict/inspection.js';
import {blobsFacts} from './facts.js';

/**
Compares digests as bytes. As texts they might have collations that the server refuses to mix: error 1267 on MariaDB [measured].
*/
export const hashIsEqual = 'UNHEX(SHA2(file_data, 256)) = UNHEX(file_hash)';

/** A row of the table, as far as the verdict needs it. */
export type StoredFile = {
	readonly id: string;
	readonly name: string;
	/** Bytes that the table contains. */
	readonly size: number;
	readonly hash: string;
	/** Whether the server's own SHA-256 of the stored bytes equals `hash`, and there are as many bytes as were inserted. */
	readonly isEqual: boolean;
};

/**
Reads the table in one statement, and has the server compare every SHA-256.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectBlobs(
	connection: Connection,
	{table, run, awaitsLocks}: Scene,
): Promise<DataInspection> {
	const rows = await queryPromptly(
		connection,
		`SELECT id, file_name, LENGTH(file_data) AS bytes, file_hash,
			${hashIsEqual} AND LENGTH(file_data) = file_size AS equal
		FROM ${table} ORDER BY id ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}`,
	);
	return divide(
		rows.map(row => ({
			id: String(row['id']),
			name: String(row['file_name']),
			size: Number(row['bytes']),
			hash: String(row['file_hash']),
			isEqual: Number(row['equal']) === 1,
		})),
		run.steps,
	);
}

/** The most foreign rows that are listed one by one. */
const mostTold = 20;

/** Separates the rows of a run from those that others have put into the table: nobody else has the SHA-256 of its random files, and of two rows with the same one the second is somebody's copy. Pure. */
export function divide(
	rows: readonly StoredFile[],
	steps: ReadonlyArray<Pick<StepState, 'step' | 'name' | 'hash'>>,
): DataInspection {
	const left = new Map(steps.map(step => [step.hash, step]));
	const found: FoundStep[] = [];
	const own: ContentsRow[] = [];
	const foreign: ContentsRow[] = [];
	for (const row of rows) {
		const step = left.get(row.hash);
		if (step) {
			const isIntact = row.isEqual && row.name === step.name;
			left.delete(row.hash);
			found.push({step: step.step, rows: 1, intact: isIntact ? 1 : 0});
			own.push(toContents(row, isIntact));
		} else {
			foreign.push(toContents(row, row.isEqual));
		}
	}

	return {
		rowsPerStep: 1,
		found,
		contents: {columns: blobsFacts.columns.map(({name}) => name), rows: own},
		...(foreign.length > 0 && {
			foreign: {number: foreign.length, rows: foreign.slice(0, mostTold)},
		}),
	};
}

function toContents(
	{id, name, size, hash}: StoredFile,
	isIntact: boolean,
): ContentsRow {
	return {cells: [id, name, size, hash], isIntact};
}
