import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
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

/** Reads an option file, unless everybody may write to it. @returns Nothing if there is no readable file. */
export function readPlainFile(
	file: string,
): {readonly text: string} | 'world-writable' | undefined {
	try {
		const stat = fs.statSync(file);
		if (!stat.isFile()) {
			// A pipe, such as the shell's <(…), is read; a folder counts as an empty file.
			return stat.isDirectory()
				? {text: ''}
				: {text: fs.readFileSync(file, 'utf8')};
		}

		return hasMode(stat, 0o002)
			? 'world-writable'
			: {text: fs.readFileSync(file, 'utf8')};
	} catch {
		return undefined;
	}
}

/** Reads the login file. @returns Why it is ignored, in words; nothing if there is none. */
export function readLoginFile(
	file: string,
): {readonly text: string} | string | undefined {
	try {
		const stat = fs.statSync(file);
		if (!stat.isFile()) {
			return undefined;
		}

		if (hasMode(stat, 0o177)) {
			return `${file} is ignored: others may read it. Fix it with chmod 600.`;
		}

		const text = decryptLoginFile(fs.readFileSync(file));
		return text === undefined
			? `${file} is ignored: it is not a login file of mysql_config_editor.`
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
