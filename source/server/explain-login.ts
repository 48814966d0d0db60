import {type Server} from './address.js';
import {type Failure} from './failure.js';
import {isOptional} from './tls.js';

/** User and password are refused alike; so is a connection that must be encrypted and is not: by REQUIRE SSL on both flavours, by require_secure_transport on MariaDB [measured on 10.11]. */
const deniedErrors = new Set([1045, 1698]);

/** Why a server that was reached does not let the user in; `undefined` for anything else. */
export function explainLogin(
	server: Server,
	where: string,
	{errno, code, message}: Failure,
): string | undefined {
	const {user, password, tls} = server;
	if (deniedErrors.has(errno ?? 0)) {
		const isPlain =
			server.address.type === 'tcp' && (tls?.mode ?? 'DISABLED') === 'DISABLED';
		const further = isPlain
			? ' If the server or the account takes encrypted connections only, add --ssl-mode=REQUIRED.'
			: tls && !isOptional(tls) && tls.cert === undefined
				? ' If the account must show a certificate (REQUIRE X509), add --ssl-cert and --ssl-key.'
				: '';
		return `The server at ${where} refuses ${user} ${password === undefined ? 'without a password' : 'with this password'} (${errno}). Name the user with -u and give the password with -p or in MYSQL_PWD.${further}`;
	}

	const plugin = pluginOf(code, message);
	if (plugin !== undefined) {
		return `The account ${user} at ${where} logs in with ${plugin}, which is not supported. Use an account with caching_sha2_password or mysql_native_password.`;
	}

	switch (errno) {
		case 1040: {
			return `The server at ${where} has no connection left (1040, max_connections). The lab needs three.`;
		}

		case 1203:
		case 1226: {
			if (/max_(?!user_connections)\w+/.test(message)) {
				return `The account ${user} at ${where} has reached a limit of its own (${errno}): ${message}. Wait until the hour is over, or an administrator raises it with ALTER USER … WITH ….`;
			}

			return `The account ${user} at ${where} has as many connections as it may (${errno}): ${message}. The lab needs three; close some, or raise the account's limit (MAX_USER_CONNECTIONS, max_user_connections).`;
		}

		case 1129: {
			return `The server at ${where} has blocked this host after too many failed connections (1129). An administrator lifts it with FLUSH HOSTS, or on MySQL with TRUNCATE performance_schema.host_cache.`;
		}

		case 1130: {
			return `The server at ${where} lets nobody in from this host (1130). An administrator adds an account for it: CREATE USER '${user}'@'<this host>'.`;
		}

		case 3118:
		case 4151: {
			return `The account ${user} at ${where} is locked (${errno}). An administrator opens it with ALTER USER … ACCOUNT UNLOCK.`;
		}

		case 3955:
		case 4150: {
			return `The account ${user} at ${where} is blocked after too many wrong passwords (${errno}). Wait, or an administrator opens it with ${errno === 3955 ? 'ALTER USER … ACCOUNT UNLOCK' : 'FLUSH PRIVILEGES'}.`;
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

/** The way to log in that mysql2 can't, or must not without being told: a password in clear text. */
function pluginOf(
	code: string | undefined,
	message: string,
): string | undefined {
	if (code === 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED') {
		return 'mysql_clear_password (the password in clear text)';
	}

	// A plugin from before there were any has no name.
	const name = /unknown plugin (\S*)\. /.exec(message)?.[1];
	return name === '' ? 'mysql_old_password' : name;
}
