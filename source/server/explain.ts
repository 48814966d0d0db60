import {describeAddress, type Server} from './address.js';
import {type Failure} from './failure.js';

/** Says in one line why a server could not be connected to, and what to do. */
export function explainConnectFailure(
	{address, user, password}: Server,
	{errno, code, message}: Failure,
): string {
	const where = describeAddress(address);

	switch (code) {
		case 'ENOENT': {
			return `There is no socket at ${where}. Is the server running? Name its socket with -S, or its host with -h.`;
		}

		case 'ECONNREFUSED': {
			return `Nothing answers at ${where}. Is the server running there? Check -h and -P, or -S.`;
		}

		case 'ENOTFOUND':
		case 'EAI_AGAIN': {
			return `The host of ${where} is not known. Check -h.`;
		}

		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH': {
			return `${where} does not answer (${code}). Check -h and -P, and whether a firewall or security group lets this machine in.`;
		}

		case 'EACCES': {
			return `This user may not open the socket ${where}.`;
		}

		default: {
			break;
		}
	}

	switch (errno) {
		case 1045:
		case 1698: {
			return `The server at ${where} refuses ${user} ${password === undefined ? 'without a password' : 'with this password'} (${errno}). Name the user with -u and give the password in MYSQL_PWD.`;
		}

		case 1040: {
			return `The server at ${where} has no connection left (1040, max_connections). The lab needs three.`;
		}

		default: {
			return `Could not connect to ${where} as ${user}: ${message}`;
		}
	}
}
