import test from 'ava';
import {type Server} from '../../source/server/address.js';
import {explainConnectFailure} from '../../source/server/explain.js';
import {type GreetedProduct} from '../../source/server/explain-login.js';
import {type Failure} from '../../source/server/failure.js';

const socket: Server = {
	address: {type: 'socket', path: '/x.sock'},
	user: 'ann',
};
const tcp: Server = {
	address: {type: 'tcp', host: 'db', port: 3306},
	user: 'ann',
	password: 's3cret',
};

const encrypted: Server = {...tcp, tls: {mode: 'VERIFY_CA', ca: '/ca.pem'}};
const password =
	'Name the user with -u and give the password with -p or in MYSQL_PWD.';
const unchecked =
	'to encrypt without checking the certificate, use --ssl-mode=REQUIRED.';
const upstream =
	'Check that the server is up, and that any proxy or load balancer there has one behind it.';

/** Cases that no real server of the tests shows, or only in one of its forms. */
const cases: ReadonlyArray<
	readonly [server: Server, failure: Partial<Failure>, line: string]
> = [
	[
		socket,
		{errno: -111, code: 'ECONNREFUSED'},
		'Nothing answers at /x.sock. Is the server running there? Check -S.',
	],
	[
		tcp,
		{errno: -3001, code: 'EAI_AGAIN'},
		"The host name of db:3306 can't be resolved. Check -h.",
	],
	[
		tcp,
		{code: 'ETIMEDOUT'},
		'db:3306 does not answer (ETIMEDOUT). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		{...tcp, connectTimeout: 2500},
		{code: 'ETIMEDOUT'},
		'db:3306 does not answer within 2.5 s (--connect-timeout) (ETIMEDOUT). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		tcp,
		{errno: -113, code: 'EHOSTUNREACH'},
		'db:3306 does not answer (EHOSTUNREACH). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		tcp,
		{errno: -101, code: 'ENETUNREACH'},
		'db:3306 does not answer (ENETUNREACH). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		socket,
		{errno: -13, code: 'EACCES'},
		"This user may not open the socket /x.sock. Name the server's host with -h, or run as a user who may.",
	],
	[
		tcp,
		{errno: 1053, code: 'ER_SERVER_SHUTDOWN'},
		"The server at db:3306 is shutting down (1053). Try again when it is up, or ask the server's administrators.",
	],
	[
		tcp,
		{errno: -104, code: 'ECONNRESET'},
		`db:3306 closes the connection before the login (ECONNRESET). ${upstream}`,
	],
	[
		tcp,
		{code: 'CLOSED_IN_LOGIN', message: 'PROTOCOL_CONNECTION_LOST'},
		"db:3306 sends its greeting, but closes the connection during the login (PROTOCOL_CONNECTION_LOST). Check the password first: MariaDB closes an encrypted connection like this after a wrong one for parsec, if the account has another method after it. The server's error log may say more.",
	],
	[
		socket,
		{errno: 1698, code: 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR'},
		'The account ann at /x.sock is for the system user of that name (1698, unix_socket or auth_socket). Run as that user (sudo -u ann), or name another account with -u. If this one has a password too, give it with -p.',
	],
	[
		tcp,
		{errno: 1698},
		'The account ann at db:3306 is for the system user of that name, who logs in over the unix socket (1698, unix_socket or auth_socket). Name the socket with -S and run as that user (sudo -u ann), or name another account with -u.',
	],
	[
		encrypted,
		{errno: 1045, code: 'ER_ACCESS_DENIED_ERROR'},
		`The server at db:3306 refuses ann with this password (1045). ${password} If the account must show a certificate (REQUIRE X509), add --ssl-cert and --ssl-key.`,
	],
	[
		tcp,
		{
			errno: 1226,
			message:
				"User 'ann' has exceeded the 'max_questions' resource (current value: 20)",
		},
		"The account ann at db:3306 has reached its own limit (1226): User 'ann' has exceeded the 'max_questions' resource (current value: 20). Wait until the hour is over, or have an administrator raise it with ALTER USER … WITH ….",
	],
	[
		tcp,
		{errno: 1129},
		'The server at db:3306 has blocked this host after too many failed connections (1129). An administrator can unblock it with FLUSH HOSTS, or on MySQL with TRUNCATE performance_schema.host_cache.',
	],
	[
		tcp,
		{errno: 1820},
		"The password of ann at db:3306 has expired (1820). Change it with the mysql client: ALTER USER USER() IDENTIFIED BY '<new password>'.",
	],
	[
		tcp,
		{
			code: 'AUTH_SWITCH_PLUGIN_ERROR',
			message:
				'Server requests authentication using unknown plugin auth_of_tomorrow. See TODO: add plugins doco here on how to configure or author authentication plugins.',
		},
		'The account ann at db:3306 logs in with auth_of_tomorrow, which the lab does not support. Use an account with caching_sha2_password or mysql_native_password.',
	],
	[
		tcp,
		{code: 'UNSPOKEN_LOGIN', message: 'mysql_clear_password'},
		'The account ann at db:3306 logs in with mysql_clear_password (the password in clear text), which the lab does not support. Use an account with caching_sha2_password or mysql_native_password.',
	],
	[
		{...tcp, tls: {mode: 'PREFERRED'}},
		{code: 'PASSWORD_WOULD_BE_SEEN'},
		"The password of ann was not sent to db:3306: the server asks for it, and the connection is not encrypted (2061). This server offers no encryption (TLS): give it a certificate, or name the server's public key with --server-public-key-path. --get-server-public-key trusts whatever key arrives over that connection, whoever sent it.",
	],
	[
		tcp,
		{code: 'WRONG_PUBLIC_KEY'},
		"The password of ann was not sent to db:3306: it can't be encrypted with the server's public key. Check --server-public-key-path, or use --ssl-mode=REQUIRED.",
	],
	[
		tcp,
		{code: 'WRONG_LOGIN_ANSWER', message: 'it does not'},
		'What answers at db:3306 does not follow the login protocol of MySQL servers: it does not. Check -h and -P.',
	],
	[
		encrypted,
		{code: 'CERT_NOT_YET_VALID'},
		`The certificate of db:3306 is not valid yet (CERT_NOT_YET_VALID). Check this machine's clock; ${unchecked}`,
	],
	[
		encrypted,
		{code: 'CERT_SIGNATURE_FAILURE'},
		`The certificate of db:3306 is not trusted: no authority in /ca.pem (--ssl-ca) issued it (CERT_SIGNATURE_FAILURE). Name the right file; ${unchecked}`,
	],
	[
		encrypted,
		{code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: ''},
		"The certificate of db:3306 is not for db but for no host at all. Use the certificate's name with -h, or --ssl-mode=VERIFY_CA to skip the check of the name.",
	],
	[
		encrypted,
		{
			code: 'ERR_SSL_UNSUPPORTED_PROTOCOL',
			message:
				'80DC:error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol:../deps/openssl/ssl/statem_lib.c:1986:',
		},
		'Encryption (TLS) with db:3306 fails: unsupported protocol. Check which TLS versions the server accepts; to connect without TLS, use --ssl-mode=DISABLED.',
	],
	[tcp, {errno: 1131}, 'Could not connect to db:3306 as ann: odd'],
	[tcp, {}, 'Could not connect to db:3306 as ann: odd'],
];

for (const [server, failure, line] of cases) {
	test(`${failure.errno} ${failure.code}: ${line}`, t => {
		t.is(explainConnectFailure(server, {message: 'odd', ...failure}), line);
	});
}

const advised: ReadonlyArray<
	readonly [product: GreetedProduct, advice: string]
> = [
	[
		{flavour: 'mysql', version: '9.7.4'},
		'Use an account with caching_sha2_password.',
	],
	[
		{flavour: 'mysql', version: '8.0.4'},
		'Use an account with caching_sha2_password.',
	],
	[
		{flavour: 'mysql', version: '5.7.44'},
		'Use an account with mysql_native_password.',
	],
	[
		{flavour: 'mariadb', version: '11.8.9'},
		'Use an account with mysql_native_password. If the account has another authentication method too, check the password.',
	],
];
for (const [product, advice] of advised) {
	test(`the advice for ${product.flavour} ${product.version} is a method that it has`, t => {
		t.is(
			explainConnectFailure(
				tcp,
				{code: 'UNSPOKEN_LOGIN', message: 'dialog'},
				product,
			),
			`The account ann at db:3306 logs in with dialog, which the lab does not support. ${advice}`,
		);
	});
}
