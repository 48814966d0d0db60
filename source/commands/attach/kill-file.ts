import {appendFile} from 'node:fs/promises';
import {describeFileFailure} from '../../file-failure.js';
import {type AttachKillDocument} from '../../output/attach-kill.js';
import {Refusal} from '../../refusal.js';

/** The file of `--log`, which gets a line for each kill. */
export type KillFile = {
	/** @throws {Refusal} when it can't be written. */
	readonly write: (document: AttachKillDocument) => Promise<void>;
};

/**
Opens the file, before a kill: afterwards it is too late to refuse.

@param file - Absent: nothing is written.
@throws {Refusal} when it can't be written.
*/
export async function openKillFile(
	file: string | undefined,
): Promise<KillFile> {
	if (file === undefined) {
		return {
			async write() {
				// Nobody asked for it.
			},
		};
	}

	await append(file, '');
	return {
		async write(document) {
			await append(file, `${JSON.stringify(document)}\n`);
		},
	};
}

async function append(file: string, line: string): Promise<void> {
	try {
		await appendFile(file, line);
	} catch (error: unknown) {
		throw new Refusal(
			`--log ${file} can't be written: ${describeFileFailure(error)}.`,
			{cause: error},
		);
	}
}
