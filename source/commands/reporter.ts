import {type Sitting} from '../lab/history/sitting.js';
import {describeSitting} from '../output/report.js';
import {version} from '../version.js';
import {checkReport, reportName, writeReport} from './report-file.js';

/** Writes reports of a sitting. */
export type Reporter = {
	/** Writes one now: to the file of `--report`, or to a new one in the current folder. @returns Its path. @throws {Refusal} when that fails. */
	readonly now: () => Promise<string>;
	/** Writes one at the end, if `--report` asked for it. @returns The paths of all that were written. @throws {Refusal} when that fails. */
	readonly end: () => Promise<readonly string[]>;
};

/**
Gets ready to report a sitting.

@param file - Of `--report`; absent: none.
@param options.startedAt - When the clock of the events began, in ms since 1970.
@param options.say - Tells a person that an earlier report is replaced.
@throws {Refusal} when there can't be a report in that file.
*/
export async function openReporter(
	file: string | undefined,
	sitting: () => Sitting,
	{
		startedAt,
		say,
	}: {readonly startedAt: number; readonly say: (line: string) => void},
): Promise<Reporter> {
	if (file !== undefined) {
		await checkReport(file, say);
	}

	let writing = Promise.resolve();
	const written = new Set<string>();
	const write = async (to: string) => {
		const before = writing;
		const text = describeSitting(sitting(), {startedAt, version});
		const mine = (async () => {
			await before.catch(() => undefined);
			await writeReport(to, text);
			written.add(to);
		})();
		writing = mine;
		return mine;
	};

	return {
		async now() {
			const to = file ?? reportName(new Date());
			await write(to);
			return to;
		},
		async end() {
			await (file === undefined ? writing.catch(() => undefined) : write(file));
			return [...written];
		},
	};
}
