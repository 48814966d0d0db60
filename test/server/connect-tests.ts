import {symlink} from 'node:fs/promises';
import net from 'node:net';
import process from 'node:process';
import {inspect} from 'node:util';
import test from 'ava';
import {
	describeAddress,
	type Server,
	type Tls,
} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';
import {queryPromptly} from '../../source/server/query-promptly.js';
import {hangUp, query} from '../../source/server/statement.js';
import {type Flavour} from '../../source/server/flavour.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';
import {listen} from '../helpers/listen.js';
import {until} from '../helpers/program.js';
import {overTcp, sandboxServer, type TestServer} from '../helpers/server.js';

/** The tests of connecting with every account that a server may refuse, on one flavour of server. */
export function testConnect(flavour: Flavour, version?: string): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			version,
			tcp: true,
			serverOptions:
				flavour === 'mariadb'
					? // MariaDB accepts no limit later if it starts without one.
						['--max-user-connections=1000', '--secure-auth=0']
					: [],
		});
	});

	test.after.always(async () => {
		await server.stop();
	});

	const asRoot = async (...statements: readonly string[]) => {
		const root = await server.connect();
		for (const statement of statements) {
			await root.query(statement);
		}

		await root.end();
	};

	const account = (user: string, password?: string): Server => {
		const {address} = overTcp(server);
		return {
			address,
			user,
			...(password !== undefined && {password}),
			publicKey: {type: 'server'},
		};
	};

	const bySocket = (user: string, password: string): Server => ({
		address: {type: 'socket', path: server.socketPath},
		user,
		password,
	});

	/** A file of the server's data folder. */
	const dataFile = (name: string) => `${server.directory}/data/${name}`;

	/** How the messages name the server. */
	const where = () => describeAddress(overTcp(server).address);

	test.serial('a password is nowhere in the error', async t => {
		const error = await t.throwsAsync(connect(account('nobody', 's3cret')));
		t.false(
			inspect(error, {depth: Infinity, showHidden: true}).includes('s3cret'),
		);
	});

	test.serial(
		'a connection goes over the socket, by address and by name',
		async t => {
			const {socketPath: path, user} = server;
			for (const wanted of [
				{address: {type: 'socket', path}, user} as const,
				overTcp(server),
				overTcp(server, {host: 'localhost'}),
			]) {
				const connection = await connect(wanted);
				t.deepEqual(await query(connection, "SELECT 'x' AS word"), [
					{word: 'x'},
				]);
				connection.destroy();
			}
		},
	);

	test.serial('closing a connection ends every statement on it', async t => {
		const {socketPath: path, user} = server;
		const connection = await connect({address: {type: 'socket', path}, user});
		const root = await server.connect();
		const ends = [
			query(connection, 'SELECT SLEEP(600)'),
			queryPromptly(connection, 'SELECT 1'),
		].map(async asked =>
			t.throwsAsync(asked, {
				code: 'LET_GO',
				message: /the lab closed the connection/,
			}),
		);
		await until(async () => {
			const [rows] = await root.query('SHOW PROCESSLIST');
			return JSON.stringify(rows).includes('SLEEP(600)');
		});
		hangUp(connection);
		await Promise.all(ends);
		await t.throwsAsync(query(connection, 'SELECT 1'), {
			message: /closed state/,
		});
		await root.end();
	});

	test.serial('a socket whose name is digits is not a port', async t => {
		const {port} = overTcp(server).address;
		const folder = await temporaryFolder(t);
		const before = process.cwd();
		process.chdir(folder);
		t.teardown(() => {
			process.chdir(before);
		});
		const digits = {
			address: {type: 'socket', path: String(port)},
			user: server.user,
		} as const;
		await t.throwsAsync(connect(digits), {
			message: `There is no socket at ${port}. Is the server running? Name the socket with -S, or the host with -h.`,
		});
		await symlink(server.socketPath, String(port));
		const connection = await connect(digits);
		t.deepEqual(await query(connection, 'SELECT USER() AS who'), [
			{who: 'root@localhost'},
		]);
		connection.destroy();
	});

	test.serial(
		'a wrong password, no password and an unknown user are refused',
		async t => {
			await asRoot("CREATE USER ann@'127.0.0.1' IDENTIFIED BY 'pass'");
			const hint =
				'Name the user with -u and give the password with -p or in MYSQL_PWD. If the server or the account accepts only encrypted connections, add --ssl-mode=REQUIRED.';
			await t.throwsAsync(connect(account('ann', 'wrong')), {
				message: `The server at ${where()} refuses ann with this password (1045). ${hint}`,
			});
			await t.throwsAsync(connect(account('ann')), {
				message: `The server at ${where()} refuses ann without a password (1045). ${hint}`,
			});
			await t.throwsAsync(connect(account('nobody', 'pass')), {
				message: `The server at ${where()} refuses nobody with this password (1045). ${hint}`,
			});
			const {socketPath: path} = server;
			await t.throwsAsync(
				connect({address: {type: 'socket', path}, user: 'nobody'}),
				{
					message: `The server at ${path} refuses nobody without a password (1045). Name the user with -u and give the password with -p or in MYSQL_PWD.`,
				},
			);
		},
	);

	const plugins =
		flavour === 'mysql'
			? (['caching_sha2_password', 'sha256_password'] as const)
			: (['mysql_native_password'] as const);
	for (const plugin of plugins) {
		test.serial(
			`${plugin} works without encryption, also with a cold cache`,
			async t => {
				const user = `with_${plugin}`;
				await asRoot(
					`CREATE USER ${user}@'127.0.0.1' IDENTIFIED ${flavour === 'mysql' ? `WITH ${plugin} BY 'pass'` : `VIA ${plugin} USING PASSWORD('pass')`}`,
					// This empties the cache, so the server asks for the password itself, encrypted with its public key.
					'FLUSH PRIVILEGES',
				);
				await t.throwsAsync(connect(account(user, 'wrong')), {
					message: /refuses \S+ with this password \(1045\)/,
				});
				const first = await connect(account(user, 'pass'));
				t.true(first.authorized);
				first.destroy();
				// Now the server has it in its cache, and wants only a proof.
				const {publicKey, ...wary} = account(user, 'pass');
				const second = await connect({
					...wary,
					...(plugin === 'sha256_password' && {publicKey}),
				});
				t.true(second.authorized);
				second.destroy();
			},
		);
	}

	if (flavour === 'mysql') {
		for (const plugin of ['caching_sha2_password', 'sha256_password']) {
			test.serial(
				`${plugin}: the password itself is not sent over an unencrypted connection without a trusted key`,
				async t => {
					const user = `cold_${plugin}`;
					await asRoot(
						...['127.0.0.1', 'localhost'].map(
							host =>
								`CREATE USER ${user}@'${host}' IDENTIFIED WITH ${plugin} BY 'pass'`,
						),
					);
					const wanted = async (more: Partial<Server> = {}) => {
						await asRoot('FLUSH PRIVILEGES');
						const {publicKey: _, ...wary} = account(user, 'pass');
						const connection = await connect({...wary, ...more});
						connection.destroy();
					};

					const refused = (advice: string) => ({
						code: 'PASSWORD_WOULD_BE_SEEN',
						message: `The password of ${user} was not sent to ${where()}: the server asks for it, and the connection is not encrypted (2061). ${advice}, or name the server's public key with --server-public-key-path. --get-server-public-key trusts whatever key arrives over that connection, whoever sent it.`,
					});
					await t.throwsAsync(wanted(), refused('Use --ssl-mode=REQUIRED'));
					const path = dataFile('public_key.pem');
					await wanted({publicKey: {type: 'file', path}});
					await t.throwsAsync(
						wanted({publicKey: {type: 'file', path: '/nowhere/k.pem'}}),
						{
							message:
								"/nowhere/k.pem (--server-public-key-path) can't be read: it does not exist (ENOENT). Name a PEM file.",
						},
					);
					await t.throwsAsync(
						wanted({
							publicKey: {
								type: 'file',
								path: dataFile('server-cert.pem'),
							},
						}),
						{message: /contains no RSA public key in PEM format/},
					);
					await wanted({tls: {mode: 'PREFERRED'}});
					await wanted(bySocket(user, 'pass'));
				},
			);
		}
	}

	test.serial('a locked account is refused', async t => {
		await asRoot(
			"CREATE USER locked@'127.0.0.1' IDENTIFIED BY 'pass' ACCOUNT LOCK",
		);
		const errno = flavour === 'mysql' ? 3118 : 4151;
		await t.throwsAsync(connect(account('locked', 'pass')), {
			message: `The account locked at ${where()} is locked (${errno}). An administrator can unlock it with ALTER USER … ACCOUNT UNLOCK.`,
		});
	});

	test.serial(
		'an authentication method that the server lacks is refused',
		async t => {
			const plugin =
				flavour === 'mysql' ? 'caching_sha2_password' : 'mysql_native_password';
			await asRoot(`CREATE USER removed IDENTIFIED WITH ${plugin}`);
			await asRoot(
				flavour === 'mysql'
					? "UPDATE mysql.user SET plugin = 'gone_plugin' WHERE user = 'removed'"
					: "UPDATE mysql.global_priv SET priv = JSON_SET(priv, '$.plugin', 'gone_plugin') WHERE user = 'removed'",
				'FLUSH PRIVILEGES',
			);
			const error = await t.throwsAsync(connect(account('removed')));
			t.log(error?.message);
			t.regex(
				error?.message ?? '',
				/^The account removed at \S+ logs in with a plugin that the server has not loaded \(1524\): .*gone_plugin.*\. Have an administrator load it or give the account another authentication method, or name another account with -u\.$/,
			);
			await asRoot('DROP USER removed');
		},
	);

	if (flavour === 'mysql') {
		test.serial(
			'a server in offline mode refuses ordinary accounts',
			async t => {
				await asRoot(
					"CREATE USER kept_out IDENTIFIED BY 's3cret'",
					"CREATE USER kept_in IDENTIFIED BY 's3cret'",
					'GRANT CONNECTION_ADMIN ON *.* TO kept_in',
					'SET GLOBAL offline_mode = ON',
				);
				const error = await t.throwsAsync(
					connect(account('kept_out', 's3cret')),
				);
				const connection = await connect(account('kept_in', 's3cret'));
				connection.destroy();
				await asRoot(
					'SET GLOBAL offline_mode = OFF',
					'DROP USER kept_out, kept_in',
				);
				t.is(
					error?.message,
					`The server at ${where()} is in offline mode and keeps kept_out out (3032, offline_mode). Somebody turned it on, or the server did, as a member does when its group expels it: ask the server's administrators. An account with CONNECTION_ADMIN or SUPER still gets in (-u), and can let the others in again with SET GLOBAL offline_mode = OFF.`,
				);
			},
		);
	}

	test.serial('an account with an expired password is refused', async t => {
		await asRoot(
			"CREATE USER late@'127.0.0.1' IDENTIFIED BY 'pass' PASSWORD EXPIRE",
			// Otherwise MariaDB lets it in, and refuses its first statement.
			...(flavour === 'mariadb'
				? ['SET GLOBAL disconnect_on_expired_password = ON']
				: []),
		);
		await t.throwsAsync(connect(account('late', 'pass')), {
			message: `The password of late at ${where()} has expired (1862). Change it with the mysql client: ALTER USER USER() IDENTIFIED BY '<new password>'.`,
		});
	});

	test.serial(
		'an account that is blocked after wrong passwords is refused',
		async t => {
			await asRoot(
				...(flavour === 'mysql'
					? [
							"CREATE USER guessed@'127.0.0.1' IDENTIFIED BY 'pass' FAILED_LOGIN_ATTEMPTS 2 PASSWORD_LOCK_TIME 1",
						]
					: [
							"CREATE USER guessed@'127.0.0.1' IDENTIFIED BY 'pass'",
							'SET GLOBAL max_password_errors = 1',
						]),
			);
			await t.throwsAsync(connect(account('guessed', 'wrong')));
			await t.throwsAsync(connect(account('guessed', 'wrong')));
			await t.throwsAsync(connect(account('guessed', 'pass')), {
				message:
					flavour === 'mysql'
						? `The account guessed at ${where()} is blocked after too many wrong passwords (3955). Wait, or have an administrator unblock it with ALTER USER … ACCOUNT UNLOCK.`
						: `The account guessed at ${where()} is blocked after too many wrong passwords (4150). Wait, or have an administrator unblock it with FLUSH PRIVILEGES.`,
			});
		},
	);

	test.serial(
		'an account with all its connections in use is refused',
		async t => {
			await asRoot(
				"CREATE USER one@'127.0.0.1' IDENTIFIED BY 'pass' WITH MAX_USER_CONNECTIONS 1",
				"CREATE USER many@'127.0.0.1' IDENTIFIED BY 'pass'",
			);
			const hint =
				"The lab needs three. Close some, or raise the account's limit (MAX_USER_CONNECTIONS, max_user_connections).";
			const first = await connect(account('one', 'pass'));
			await t.throwsAsync(connect(account('one', 'pass')), {
				message: `The account one at ${where()} has as many connections as it may have (1226): User 'one' has exceeded the 'max_user_connections' resource (current value: 1). ${hint}`,
			});
			first.destroy();

			// The connections from before the limit are not counted.
			await asRoot('SET GLOBAL max_user_connections = 1');
			const second = await connect(account('many', 'pass'));
			await t.throwsAsync(connect(account('many', 'pass')), {
				message: `The account many at ${where()} has as many connections as it may have (1203): User many already has more than 'max_user_connections' active connections. ${hint}`,
			});
			second.destroy();
			await asRoot('SET GLOBAL max_user_connections = 1000');
		},
	);

	test.serial('a full server refuses', async t => {
		await asRoot('SET GLOBAL max_connections = 10');
		const root = await server.connect();
		const {socketPath: path, user} = server;
		const error = await t.throwsAsync(
			(async () => {
				// MySQL keeps one more for an administrator.
				const others = await Promise.all(
					Array.from({length: 11}, async () =>
						connect({address: {type: 'socket', path}, user}),
					),
				);
				return others;
			})(),
		);
		t.is(
			error?.message,
			`The server at ${path} has no connections left (1040, max_connections). The lab needs three.`,
		);
		await root.query('SET GLOBAL max_connections = 40');
		await root.end();
	});

	if (flavour === 'mariadb') {
		test.serial(
			'an authentication method that the lab does not support is named',
			async t => {
				await asRoot(
					"CREATE USER ancient@'127.0.0.1' IDENTIFIED VIA mysql_old_password USING '565491d704013245'",
				);
				await t.throwsAsync(connect(account('ancient', 'pass')), {
					message: `The account ancient at ${where()} logs in with mysql_old_password, which the lab does not support. Use an account with mysql_native_password. If the account has another authentication method too, check the password.`,
				});
			},
		);

		test.serial(
			'after a first method that the lab does not support, a second one is used',
			async t => {
				await asRoot(
					"CREATE USER old_or_new@'127.0.0.1' IDENTIFIED VIA mysql_old_password USING '565491d704013245' OR mysql_native_password USING PASSWORD('pass')",
				);
				const connection = await connect(account('old_or_new', 'pass'));
				t.deepEqual(await query(connection, 'SELECT CURRENT_USER() AS who'), [
					{who: 'old_or_new@127.0.0.1'},
				]);
				connection.destroy();
			},
		);

		test.serial(
			'an account for the system user of the same name is refused to others',
			async t => {
				await asRoot(
					...['localhost', '127.0.0.1'].map(
						host =>
							`CREATE USER systems@'${host}' IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('pass')`,
					),
				);
				const {socketPath: path} = server;
				await t.throwsAsync(
					connect({address: {type: 'socket', path}, user: 'systems'}),
					{
						message: `The account systems at ${path} is for the system user of that name (1698, unix_socket or auth_socket). Run as that user (sudo -u systems), or name another account with -u. If this one has a password too, give it with -p.`,
					},
				);
				await t.throwsAsync(connect(account('systems')), {
					message: `The account systems at ${where()} is for the system user of that name, who logs in over the unix socket (1698, unix_socket or auth_socket). Name the socket with -S and run as that user (sudo -u systems), or name another account with -u. If this one has a password too, give it with -p.`,
				});
				const connection = await connect(account('systems', 'pass'));
				t.true(connection.authorized);
				connection.destroy();
			},
		);
	}

	test.serial(
		'a server that stalls after its greeting is given up',
		async t => {
			const {host, port} = overTcp(server).address;
			const {address, close} = await listen(socket => {
				// The server's bytes arrive, the client's do not.
				net.connect({host, port}).on('error', ignore).pipe(socket);
			});
			t.teardown(close);
			const modes: ReadonlyArray<Tls['mode']> =
				flavour === 'mysql' ? ['DISABLED', 'REQUIRED'] : ['DISABLED'];
			for (const mode of modes) {
				await t.throwsAsync(
					connect({
						...overTcp(server),
						address,
						tls: {mode},
						connectTimeout: 300,
					}),
					{
						message: `${describeAddress(address)} sends its greeting, but does not complete the login within 0.3 s (--connect-timeout). Check whether the server is hanging or overloaded, and whether something in between is holding packets back.`,
					},
				);
			}
		},
	);

	test.serial(
		'a server that lets nobody in from this host is named',
		async t => {
			await asRoot(
				`DELETE FROM mysql.${flavour === 'mysql' ? 'user' : 'global_priv'} WHERE Host = '127.0.0.1'`,
				'FLUSH PRIVILEGES',
			);
			await t.throwsAsync(connect(account('ann', 'pass')), {
				message: `The server at ${where()} lets nobody in from this host (1130). An administrator can add an account for it: CREATE USER 'ann'@'<this host>'.`,
			});
		},
	);
}

function ignore(): void {
	// Nothing to do.
}
