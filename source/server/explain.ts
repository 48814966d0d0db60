import {describeAddress, type Server} from './address.js';
import {explainLogin, type GreetedProduct} from './explain-login.js';
import {explainTls} from './explain-tls.js';
import {type Failure} from './failure.js';

/** Says in one line why the connection failed, and what to do, with the mysql client's flags. */
export function explainConnectFailure(
	server: Server,
	failure: Failure,
	product?: GreetedProduct,
): string {
	const where = describeAddress(server.address);
	return (
		explainReach(server, where, failure) ??
		explainTls(server, where, failure) ??
		explainLogin(server, where, failure, product) ??
		`Could not connect to ${where} as ${server.user}: ${failure.message}`
	);
}

/** What keeps a server from being reached at all. */
function explainReach(
	{address, connectTimeout}: Server,
	where: string,
	{code, message}: Failure,
): string | undefined {
	const inTime = connectTimeout
		? ` within ${connectTimeout / 1000} s (--connect-timeout)`
		: '';

	switch (code) {
		case 'ENOENT': {
			return `There is no socket at ${where}. Is the server running? Name the socket with -S, or the host with -h.`;
		}

		case 'ECONNREFUSED': {
			return `Nothing answers at ${where}. Is the server running there? Check ${address.type === 'socket' ? '-S' : '-h and -P'}.`;
		}

		case 'ENOTFOUND':
		case 'EAI_AGAIN': {
			return `The host name of ${where} can't be resolved. Check -h.`;
		}

		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH': {
			return `${where} does not answer${code === 'ETIMEDOUT' ? inTime : ''} (${code}). Check -h and -P, and whether a firewall or security group lets this machine in.`;
		}

		case 'GREETING_TIMEOUT': {
			return `${where} accepts the connection but says nothing${inTime}. Check that this is a MySQL server's port (-P), that the server is not hanging, and that any proxy there has a server behind it.`;
		}

		case 'HANDSHAKE_TIMEOUT': {
			return `${where} sends its greeting, but does not complete the login${inTime}. Check whether the server is hanging or overloaded, and whether something in between is holding packets back.`;
		}

		case 'CLOSED_EARLY':
		case 'ECONNRESET':
		case 'EPIPE': {
			return `${where} closes the connection before the login (${code}). Check that the server is up, and that any proxy or load balancer there has one behind it.`;
		}

		// MariaDB 11.8.9, and its own client tells the same [measured].
		case 'CLOSED_IN_LOGIN': {
			return `${where} sends its greeting, but closes the connection during the login (${message}). Check the password first: MariaDB closes an encrypted connection like this after a wrong one for parsec, if the account has another method after it. The server's error log may say more.`;
		}

		case 'NOT_MYSQL': {
			return `What answers at ${where} is not a MySQL server${message === '' ? '' : `: it says "${message}"`}. Check -h and -P.`;
		}

		case 'EACCES':
		case 'EPERM': {
			return `This user may not open the socket ${where}. Name the server's host with -h, or run as a user who may.`;
		}

		default: {
			return undefined;
		}
	}
}
