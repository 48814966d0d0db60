import {Refusal} from '../../refusal.js';
import {describeAddress, type Server} from '../../server/address.js';
import {ConnectFailure} from '../../server/connect-failure.js';
import {toFailure} from '../../server/failure.js';

/** Errors about the account itself, which can come at login or with a statement: an expired password on MariaDB, a limit that is reached. */
const ofTheAccount = new Set([1820, 1226]);

/** A Galera node that has lost the majority of its cluster, or has not joined it yet, answers this to everything but SET and SHOW [measured: MariaDB 10.11]. */
const unknownCommand = 1047;

/**
What went wrong on a server, as a message to the user.

@throws The error itself, if it is a bug in the program.
*/
export function serverRefusal(server: Server, error: unknown): Refusal {
	if (error instanceof Refusal) {
		return error;
	}

	const failure = toFailure(error);
	const {errno = 0, code, message} = failure;
	if (ofTheAccount.has(errno)) {
		return new ConnectFailure(server, failure, {cause: error});
	}

	if (errno === unknownCommand && message.startsWith('WSREP')) {
		return new Refusal(
			`${describeAddress(server.address)} is a Galera node that refuses queries, as one that has lost its cluster does: ${message} (${errno}). Name a node that is Synced. On this one, SHOW STATUS LIKE 'wsrep_cluster_status' shows when it is Primary again; if it is, wsrep_reject_queries is set.`,
			{cause: error},
		);
	}

	// A server's numbers are positive, a socket's are not.
	if (errno > 0) {
		return new Refusal(
			`The server refused what the lab needs: ${message} (${errno})`,
			{cause: error},
		);
	}

	if (code === 'NO_ANSWER') {
		return new Refusal(
			`No reply from ${describeAddress(server.address)}: ${message}.`,
			{cause: error},
		);
	}

	if (isFatal(error)) {
		return new Refusal(
			`The connection to ${describeAddress(server.address)} is lost: ${message}. Is the server still running?`,
			{cause: error},
		);
	}

	// Such as a full disk.
	if (code !== undefined) {
		return new Refusal(`The lab can't continue: ${message}`, {cause: error});
	}

	throw error;
}

/** Mysql2 marks the errors that end a connection. */
function isFatal(error: unknown): boolean {
	return error instanceof Error && 'fatal' in error && error.fatal === true;
}
