import {type Server} from './address.js';
import {type Failure} from './failure.js';
import {isOlder, type Flavour} from './flavour.js';
import {isOptional} from './tls.js';

/** The account lets people in for who they are on the server's machine, and not for a password [measured: MariaDB 10.11, also where a password would do and none was given]. */
const systemUserOnly = 1698;

/** Wrong user and wrong password get the same error; so does a connection that must be encrypted and is not: with REQUIRE SSL on both flavours, with require_secure_transport on MariaDB [measured on 10.11]. */
const deniedErrors: ReadonlySet<number | undefined> = new Set([
	1045,
	systemUserOnly,
]);

/** What a server says about itself before anybody has logged in. */
export type GreetedProduct = {
	readonly flavour: Flavour;
	readonly version: string;
};

/** Whether an error says that user, password or connection type is wrong. */
export function isDenied(errno: number | undefined): boolean {
	return deniedErrors.has(errno);
}

/** Why a server that was reached refuses the user; `undefined` for anything else. */
export function explainLogin(
	server: Server,
	where: string,
	{errno, code, message}: Failure,
	product?: GreetedProduct,
): string | undefined {
	const {user, password, tls} = server;
	if (errno === systemUserOnly) {
		const [way, run] =
			server.address.type === 'socket'
				? ['', 'Run']
				: [
						', who logs in over the unix socket',
						'Name the socket with -S and run',
					];
		const another =
			password === undefined
				? ' If this one has a password too, give it with -p.'
				: '';
		return `The account ${user} at ${where} is for the system user of that name${way} (${errno}, unix_socket or auth_socket). ${run} as that user (sudo -u ${user}), or name another account with -u.${another}`;
	}

	if (isDenied(errno)) {
		const isPlain =
			server.address.type === 'tcp' && (tls?.mode ?? 'DISABLED') === 'DISABLED';
		const further = isPlain
			? ' If the server or the account accepts only encrypted connections, add --ssl-mode=REQUIRED.'
			: tls && !isOptional(tls) && tls.cert === undefined
				? ' If the account must show a certificate (REQUIRE X509), add --ssl-cert and --ssl-key.'
				: '';
		return `The server at ${where} refuses ${user} ${password === undefined ? 'without a password' : 'with this password'} (${errno}). Name the user with -u and give the password with -p or in MYSQL_PWD.${further}`;
	}

	const plugin = pluginOf(code, message);
	if (plugin !== undefined) {
		return `The account ${user} at ${where} logs in with ${plugin}, which the lab does not support. Use an account with ${usualPlugin(product)}.${product?.flavour === 'mariadb' ? ' If the account has another authentication method too, check the password.' : ''}`;
	}

	if (code === 'PASSWORD_WOULD_BE_SEEN') {
		return `The password of ${user} was not sent to ${where}: the server asks for it, and the connection is not encrypted (2061). ${tls ? 'This server offers no encryption (TLS): give it a certificate' : 'Use --ssl-mode=REQUIRED'}, or name the server's public key with --server-public-key-path. --get-server-public-key trusts whatever key arrives over that connection, whoever sent it.`;
	}

	if (code === 'WRONG_PUBLIC_KEY') {
		return `The password of ${user} was not sent to ${where}: it can't be encrypted with the server's public key. Check --server-public-key-path, or use --ssl-mode=REQUIRED.`;
	}

	if (code === 'WRONG_LOGIN_ANSWER') {
		return `What answers at ${where} does not follow the login protocol of MySQL servers: ${message}. Check -h and -P.`;
	}

	switch (errno) {
		case 1040: {
			return `The server at ${where} has no connections left (1040, max_connections). The lab needs three.`;
		}

		case 1203:
		case 1226: {
			if (/max_(?!user_connections)\w+/.test(message)) {
				return `The account ${user} at ${where} has reached its own limit (${errno}): ${message}. Wait until the hour is over, or have an administrator raise it with ALTER USER … WITH ….`;
			}

			return `The account ${user} at ${where} has as many connections as it may have (${errno}): ${message}. The lab needs three. Close some, or raise the account's limit (MAX_USER_CONNECTIONS, max_user_connections).`;
		}

		case 1129: {
			return `The server at ${where} has blocked this host after too many failed connections (1129). An administrator can unblock it with FLUSH HOSTS, or on MySQL with TRUNCATE performance_schema.host_cache.`;
		}

		case 1130: {
			return `The server at ${where} lets nobody in from this host (1130). An administrator can add an account for it: CREATE USER '${user}'@'<this host>'.`;
		}

		case 3118:
		case 4151: {
			return `The account ${user} at ${where} is locked (${errno}). An administrator can unlock it with ALTER USER … ACCOUNT UNLOCK.`;
		}

		case 3955:
		case 4150: {
			return `The account ${user} at ${where} is blocked after too many wrong passwords (${errno}). Wait, or have an administrator unblock it with ${errno === 3955 ? 'ALTER USER … ACCOUNT UNLOCK' : 'FLUSH PRIVILEGES'}.`;
		}

		case 3032: {
			// A member that its group has expelled puts itself there, lest anybody read old data [manual]; who still gets in: [measured: MySQL 9.7].
			return `The server at ${where} is in offline mode and keeps ${user} out (3032, offline_mode). Somebody turned it on, or the server did, as a member does when its group expels it: ask the server's administrators. An account with CONNECTION_ADMIN or SUPER still gets in (-u), and can let the others in again with SET GLOBAL offline_mode = OFF.`;
		}

		case 1053:
		case 1077: {
			return `The server at ${where} is shutting down (${errno}). Try again when it is up, or ask the server's administrators.`;
		}

		case 1524: {
			return `The account ${user} at ${where} logs in with a plugin that the server has not loaded (1524): ${message}. Have an administrator load it or give the account another authentication method, or name another account with -u.`;
		}

		case 1820:
		case 1862: {
			return `The password of ${user} at ${where} has expired (${errno}). Change it with the mysql client: ALTER USER USER() IDENTIFIED BY '<new password>'.`;
		}

		default: {
			return undefined;
		}
	}
}

/** The authentication method that every server of that product has. */
function usualPlugin(product: GreetedProduct | undefined): string {
	return product?.flavour === 'mysql' && !isOlder(product.version, '8.0.4')
		? 'caching_sha2_password'
		: product
			? 'mysql_native_password'
			: 'caching_sha2_password or mysql_native_password';
}

/** The authentication method that is not supported. */
function pluginOf(
	code: string | undefined,
	message: string,
): string | undefined {
	if (code === 'UNSPOKEN_LOGIN') {
		return message.replace(
			'mysql_clear_password',
			'mysql_clear_password (the password in clear text)',
		);
	}

	// The method from before there were plugins has no name.
	const name = /unknown plugin (\S*)\. /.exec(message)?.[1];
	return name === '' ? 'mysql_old_password' : name;
}
