import fs from 'node:fs/promises';
import {isMissing} from '../../file-failure.js';
import {readStart} from '../../file-start.js';
import {type AttachKillDocument} from '../../output/attach-kill.js';
import {Refusal} from '../../refusal.js';
import {refusingFailure} from '../file-refusal.js';

/** The file of `--log`, which gets a line for each kill. */
export type KillFile = {
	/** @throws {Refusal} when it can't be written. */
	readonly write: (document: AttachKillDocument) => Promise<void>;
};

/**
Opens the file, before a kill: afterwards it is too late to refuse.

@param file - Absent: nothing is written.
@throws {Refusal} when it can't be written, or is something else: a typo must not add to anybody's file.
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

	await refusingFailure(`--log ${file}`, async () => {
		if (!(await isForKills(file))) {
			throw new Refusal(
				`${file} exists and is not a log of kills, so it is left alone. Name another file with --log.`,
			);
		}

		await fs.appendFile(file, '');
	});
	return {
		async write(document) {
			await refusingFailure(`--log ${file}`, async () =>
				fs.appendFile(file, `${JSON.stringify(document)}\n`),
			);
		},
	};
}

/** How each line begins. */
const beginning = `{"${'product' satisfies keyof AttachKillDocument}":`;

/** Whether lines can be added: it is new or empty, a device or a pipe, or has such lines already. */
async function isForKills(file: string): Promise<boolean> {
	try {
		const stats = await fs.stat(file);
		return (
			!stats.isFile() ||
			stats.size === 0 ||
			(await readStart(file, beginning.length)) === beginning
		);
	} catch (error: unknown) {
		if (isMissing(error)) {
			return true;
		}

		throw error;
	}
}
