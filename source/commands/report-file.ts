import {randomBytes} from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import {isMissing} from '../file-failure.js';
import {readStart} from '../file-start.js';
import {reportBeginning} from '../output/report.js';
import {Refusal} from '../refusal.js';
import {refusingFailure} from './file-refusal.js';

/** What is written to a file in one go, and may replace only its like. */
export type ReportKind = {
	/** What it is, such as `report`. */
	readonly name: string;
	/** How every one begins. */
	readonly beginning: string;
	/** The flag that names the file. */
	readonly flag: string;
};

/** The report of a sitting. */
export const sittingReport: ReportKind = {
	name: 'report',
	beginning: reportBeginning,
	flag: '--report',
};

/**
Finds out early whether a report can be written, before anybody has waited for one.

@param say - Tells a person that an earlier report is replaced.
@throws {Refusal} when it can't be, or when the file exists and is something else.
*/
export async function checkReport(
	file: string,
	say: (line: string) => void,
	kind = sittingReport,
): Promise<void> {
	await refusingFailure(`The ${kind.name} ${file}`, async () => {
		const place = await placeOf(file, kind);
		if (place.type === 'stream') {
			return;
		}

		if (place.holdsReport) {
			say(`Replacing the ${kind.name} ${file}.`);
		}

		const trial = besides(place.path);
		await fs.writeFile(trial, '', {flag: 'wx', mode: place.mode});
		await fs.rm(trial);
	});
}

/**
Writes a report in one go: whoever reads the file finds the report before or this one, and never a part.

@throws {Refusal} when it can't be written, or when the file exists and is no report.
*/
export async function writeReport(
	file: string,
	text: string,
	kind = sittingReport,
): Promise<void> {
	await refusingFailure(`The ${kind.name} ${file}`, async () => {
		const place = await placeOf(file, kind);
		if (place.type === 'stream') {
			await fs.writeFile(place.path, text);
			return;
		}

		const next = besides(place.path);
		try {
			await writeSafely(next, text, place.mode);
			await fs.rename(next, place.path);
		} catch (error: unknown) {
			await fs.rm(next, {force: true});
			throw error;
		}
	});
}

/** The name of a report that nobody has named. @param now - On the clock on the wall. */
export function reportName(now: Date): string {
	const two = (number: number) => String(number).padStart(2, '0');
	const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())];
	const time = [now.getHours(), now.getMinutes(), now.getSeconds()];
	return `kill-lab-${date.join('-')}-${time.map(part => two(part)).join('')}.md`;
}

/** Where a report goes. */
type Place =
	/** A device or a pipe: it is written as it is. */
	| {readonly type: 'stream'; readonly path: string}
	| {
			readonly type: 'file';
			/** The file itself, behind all links. */
			readonly path: string;
			/** Its permissions. */
			readonly mode: number;
			/** There is a report already. */
			readonly holdsReport: boolean;
	  };

/** For its user only, as a recording. */
const usualMode = 0o600;

const permissions = 0o777;

/** @throws {Refusal} when the file is there and is no report: a typo must not cost anybody a file. */
async function placeOf(
	file: string,
	{name, beginning, flag}: ReportKind,
): Promise<Place> {
	const real = await behindLinks(file);
	const stats = await statOf(real);
	if (!stats) {
		return {type: 'file', path: real, mode: usualMode, holdsReport: false};
	}

	if (stats.isDirectory()) {
		throw new Refusal(
			`The ${name} ${file} can't be written: it is a folder (EISDIR).`,
		);
	}

	if (!stats.isFile()) {
		return {type: 'stream', path: real};
	}

	const holdsReport = stats.size > 0;
	if (holdsReport && (await readStart(real, beginning.length)) !== beginning) {
		throw new Refusal(
			`${file} exists and is not a ${name}, so it is left alone. Name another file with ${flag}.`,
		);
	}

	return {
		type: 'file',
		path: real,
		// eslint-disable-next-line no-bitwise -- It is a set of bits.
		mode: stats.mode & permissions,
		holdsReport,
	};
}

async function behindLinks(file: string): Promise<string> {
	try {
		return await fs.realpath(file);
	} catch (error: unknown) {
		if (isMissing(error)) {
			return path.resolve(file);
		}

		throw error;
	}
}

async function statOf(file: string) {
	try {
		return await fs.stat(file);
	} catch (error: unknown) {
		if (isMissing(error)) {
			return undefined;
		}

		throw error;
	}
}

/** A new name in the same folder, so that it can be renamed. */
function besides(file: string): string {
	return path.join(
		path.dirname(file),
		`.kill-lab-report-${randomBytes(6).toString('hex')}`,
	);
}

/** Until it is on the disk: a full one may say so only then. */
async function writeSafely(
	file: string,
	text: string,
	mode: number,
): Promise<void> {
	const handle = await fs.open(file, 'wx', mode);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}

	// The mask of the program takes away what an existing file may have had.
	await fs.chmod(file, mode);
}
