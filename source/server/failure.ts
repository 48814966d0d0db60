import {printable} from '../printable.js';
import {Refusal} from '../refusal.js';

/** An error as plain data, so that it can be written to a file. `errno` is the server's number; it is the key to look at, because mysql2 leaves `code` undefined for newer errors. */
export type Failure = {
	readonly errno?: number;
	readonly code?: string;
	readonly message: string;
};

/** Errors about mysql2's internals, and what they mean. */
const inside: ReadonlyMap<string, string> = new Map([
	[
		"Can't add new command when connection is in closed state",
		'The connection was closed before the statement could be sent',
	],
]);

/** Makes plain data of whatever was thrown. Control characters in the message, which a server may quote from a statement, become spaces: they would reach the terminal. A full stop at its end goes, because it stands within sentences; the lab's own sentences keep theirs. */
export function toFailure(error: unknown): Failure {
	if (!(error instanceof Error)) {
		return {message: printable(String(error))};
	}

	const {errno, code} = error as Error & {errno?: unknown; code?: unknown};
	const message = printable(error.message);
	return {
		...(typeof errno === 'number' && {errno}),
		...(typeof code === 'string' && {code}),
		message:
			error instanceof Refusal
				? message
				: (inside.get(message) ?? message.replace(/\.$/, '')),
	};
}

/**
Whether the connection is gone, as opposed to an error that the server sent and that leaves it open.

A server's numbers are positive: those below 1000 are its own errors about files and memory, such as 5, "Out of memory" [measured: MariaDB 10.11]. A socket's error has a negative `errno`, and mysql2's own have none. 1053, 1927 and 4031 are the server's last words: shutdown, killed, idle too long.
*/
export function isConnectionLost({errno}: Failure): boolean {
	return errno === undefined || errno < 0 || [1053, 1927, 4031].includes(errno);
}

/** Whether an error is one of JavaScript's own, which no server and no connection causes: a fault of the program. */
export function isProgramFault(error: unknown): boolean {
	return (
		error instanceof TypeError ||
		error instanceof RangeError ||
		error instanceof ReferenceError
	);
}
