import {printable} from './printable.js';

/** What the system's error codes mean to somebody who writes a file. */
const meanings: ReadonlyMap<string | undefined, string> = new Map([
	['ENOSPC', 'the disk is full'],
	['EDQUOT', "this user's disk quota is used up"],
	['EFBIG', 'the file has reached its limit (ulimit -f)'],
	['EROFS', 'the file system is read-only'],
	['EACCES', 'permission denied'],
	['EPERM', 'permission denied'],
	['ENOENT', 'the folder does not exist'],
	['ENOTDIR', 'part of the path is not a folder'],
	['EISDIR', 'it is a folder'],
	['ENAMETOOLONG', 'its name is too long'],
	['EMFILE', 'too many files are open (ulimit -n)'],
	['ENFILE', 'too many files are open on this system'],
	['EIO', 'the disk reports an I/O error'],
]);

/** Says why a file or a folder could not be created or written. */
export function describeFileFailure(error: unknown): string {
	const code = codeOf(error);
	const meaning = meanings.get(code);
	return meaning === undefined
		? printable(error instanceof Error ? error.message : String(error))
		: `${meaning} (${code})`;
}

/** Says why a file could not be read. */
export function describeReadFailure(error: unknown): string {
	return isMissing(error)
		? 'it does not exist (ENOENT)'
		: describeFileFailure(error);
}

/** Whether an error says that there is no such file, or no folder for it. */
export function isMissing(error: unknown): boolean {
	return codeOf(error) === 'ENOENT';
}

/** Whether an error comes from the operating system rather than from a bug in the program. */
export function isSystemError(error: unknown): error is Error {
	return (
		error instanceof Error && 'syscall' in error && codeOf(error) !== undefined
	);
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error &&
		'code' in error &&
		typeof error.code === 'string'
		? error.code
		: undefined;
}
