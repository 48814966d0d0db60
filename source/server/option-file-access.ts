import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describeReadFailure, isMissing} from '../file-failure.js';
import {decryptLoginFile} from './login-file.js';

/** The files of a folder that `!includedir` reads, in byte order, hidden ones included [measured]. */
export function filesIn(folder: string): string[] | undefined {
	try {
		return fs
			.readdirSync(folder)
			.filter(name => name.endsWith('.cnf'))
			.toSorted((a, b) => (a < b ? -1 : 1))
			.map(name => path.join(folder, name));
	} catch {
		return undefined;
	}
}

/** The text of a file, or why it is ignored, in words. */
export type PlainFile =
	| {readonly text: string}
	| {
			readonly ignored: string;
			/** The command that helps; absent: it can't be read. */
			readonly mend?: string;
	  };

/** Reads an option file, unless everybody may write to it. @returns Nothing if there is none. */
export function readPlainFile(file: string): PlainFile | undefined {
	try {
		const stat = fs.statSync(file);
		if (!stat.isFile()) {
			// A pipe, such as the shell's <(…), is read; a folder counts as an empty file.
			return stat.isDirectory()
				? {text: ''}
				: {text: fs.readFileSync(file, 'utf8')};
		}

		return hasMode(stat, 0o002)
			? {ignored: 'everybody may write to it', mend: 'chmod o-w'}
			: {text: fs.readFileSync(file, 'utf8')};
	} catch (error: unknown) {
		return isMissing(error) ? undefined : {ignored: describeReadFailure(error)};
	}
}

/** Reads the login file. @returns Its text, or why it is ignored, in words; nothing if there is none. */
export function readLoginFile(
	file: string,
): {readonly text: string} | {readonly ignored: string} | undefined {
	try {
		const stat = fs.statSync(file);
		if (!stat.isFile()) {
			return undefined;
		}

		if (hasMode(stat, 0o177)) {
			return {ignored: 'others may read it. Fix it with chmod 600'};
		}

		const text = decryptLoginFile(fs.readFileSync(file));
		return text === undefined
			? {ignored: 'it is not a login file of mysql_config_editor'}
			: {text};
	} catch {
		return undefined;
	}
}

function hasMode({mode}: fs.Stats, bits: number): boolean {
	// Windows has no such modes.
	// eslint-disable-next-line no-bitwise
	return process.platform !== 'win32' && (mode & bits) !== 0;
}
