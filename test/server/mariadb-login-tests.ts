import test from 'ava';
import {connect} from '../../source/server/connect.js';
import {query} from '../../source/server/statement.js';
import {mariadbPlugins} from '../helpers/server-plugins.js';
import {overTcp, sandboxServer, type TestServer} from '../helpers/server.js';

/** The tests of the authentication methods that only MariaDB has, on one version of it. */
export async function testMariadbLogins(
	names: ReadonlyArray<'ed25519' | 'parsec'>,
	version?: string,
): Promise<void> {
	const plugins = await mariadbPlugins(version);
	let server: TestServer;
	const isHere = plugins !== undefined;

	const asRoot = async (...statements: readonly string[]) => {
		const root = await server.connect();
		for (const statement of statements) {
			await root.query(statement);
		}

		await root.end();
	};

	test.before(async () => {
		if (!isHere) {
			return;
		}

		server = await sandboxServer('mariadb', {
			version,
			tcp: true,
			serverOptions: [`--plugin-dir=${plugins}`],
		});
		await asRoot(...names.map(name => `INSTALL SONAME 'auth_${name}'`));
	});

	test.after.always(async () => {
		if (isHere) {
			await server.stop();
		}
	});

	if (!isHere) {
		test(`${names.join(', ')}: not tested, because the plugins are missing`, t => {
			t.is(plugins, undefined);
		});
		return;
	}

	/** Logs in, and returns the account. */
	const logIn = async (user: string, password: string) => {
		const connection = await connect(overTcp(server, {user, password}));
		const [row] = await query(connection, 'SELECT CURRENT_USER() AS who');
		connection.destroy();
		return String(row?.['who']);
	};

	const passwords = [
		'pass',
		// As long as a key of Ed25519, and longer than a block of SHA-512.
		'p'.repeat(32),
		'p'.repeat(200),
		'pässwörd 🗝',
	];
	for (const name of names) {
		test.serial(
			`${name}: every right password is accepted, and no other`,
			async t => {
				for (const [index, password] of passwords.entries()) {
					const user = `${name}${index}`;
					await asRoot(
						`CREATE USER ${user}@'127.0.0.1' IDENTIFIED VIA ${name} USING PASSWORD('${password}')`,
					);
					t.is(await logIn(user, password), `${user}@127.0.0.1`);
					await t.throwsAsync(logIn(user, `${password}x`), {
						message: /refuses \S+ with this password \(1045\)/,
					});
				}
			},
		);

		test.serial(
			`with ${name} first, the password of either method is accepted`,
			async t => {
				const user = `second_to_${name}`;
				await asRoot(
					`CREATE USER ${user}@'127.0.0.1' IDENTIFIED VIA ${name} USING PASSWORD('other') OR mysql_native_password USING PASSWORD('pass')`,
				);
				for (const password of ['other', 'pass']) {
					t.is(await logIn(user, password), `${user}@127.0.0.1`);
				}
			},
		);
	}
}
