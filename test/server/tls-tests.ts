import test from 'ava';
import {
	describeAddress,
	type Server,
	type Tls,
} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';
import {query} from '../../source/server/statement.js';
import {type Flavour} from '../../source/server/flavour.js';
import {isEncrypted} from '../../source/server/tls.js';
import {
	createAuthority,
	expired,
	tlsServerOptions,
	type Authority,
} from '../helpers/certificates.js';
import {openTestLab} from '../helpers/lab.js';
import {overTcp, sandboxServer, type TestServer} from '../helpers/server.js';

/** Every name and address that the tests use for the server, except `localhost`. */
const hosts = ['127.0.0.1', 'db.example'];

/** The tests of encryption, with their own authorities and certificates, on one flavour of server. */
export function testTls(flavour: Flavour, version?: string): void {
	let authority: Authority;
	let stranger: Authority;
	let server: TestServer;

	test.before(async () => {
		authority = await createAuthority('Test CA');
		stranger = await createAuthority('Another CA');
		server = await sandboxServer(flavour, {
			version,
			tcp: true,
			serverOptions: tlsServerOptions(
				authority,
				await authority.issue('server', hosts),
			),
		});
	});

	test.after.always(async () => {
		await server.stop();
		await authority.remove();
		await stranger.remove();
	});

	/** From now on the server shows another certificate of the authority. */
	const show = async (names: readonly string[]) => {
		await authority.issue('server', names);
		const root = await server.connect();
		await root.query(
			flavour === 'mysql' ? 'ALTER INSTANCE RELOAD TLS' : 'FLUSH SSL',
		);
		await root.end();
	};

	const at = (host: string, tls: Tls): Server => overTcp(server, {host, tls});

	const trust = (mode: Tls['mode']): Tls => ({mode, ca: authority.ca});
	const trustStranger = (mode: Tls['mode']): Tls => ({mode, ca: stranger.ca});

	const modes: ReadonlyArray<
		readonly [mode: Tls['mode'], isEncrypted: boolean]
	> = [
		['DISABLED', false],
		['PREFERRED', true],
		['REQUIRED', true],
		['VERIFY_CA', true],
		['VERIFY_IDENTITY', true],
	];
	for (const [mode, encrypted] of modes) {
		test.serial(`${mode} is ${encrypted ? '' : 'not '}encrypted`, async t => {
			t.deepEqual(await cipherOf(at('127.0.0.1', trust(mode))), encrypted);
		});
	}

	test.serial('a socket is encrypted only if that is required', async t => {
		const {socketPath: path, user} = server;
		const socket = {address: {type: 'socket', path}, user} as const;
		t.false(await cipherOf({...socket, tls: {mode: 'PREFERRED'}}));
		t.true(await cipherOf({...socket, tls: {mode: 'REQUIRED'}}));
	});

	const refused: ReadonlyArray<
		readonly [title: string, mode: Tls['mode'], isStranger: boolean]
	> = [
		['another authority', 'VERIFY_CA', true],
		['another authority', 'VERIFY_IDENTITY', true],
		['Node’s authorities', 'VERIFY_CA', false],
	];
	for (const [title, mode, isStranger] of refused) {
		test.serial(`${mode} with ${title} is refused`, async t => {
			const tls = isStranger ? trustStranger(mode) : {mode};
			const wanted = at('127.0.0.1', tls);
			const [where, hint] = isStranger
				? [`in ${tls.ca} (--ssl-ca)`, 'Name the right file']
				: ['known here', "Name the authority's certificate with --ssl-ca"];
			await t.throwsAsync(connect(wanted), {
				code: 'SELF_SIGNED_CERT_IN_CHAIN',
				message: `The certificate of ${describeAddress(wanted.address)} is not trusted: no authority ${where} issued it (SELF_SIGNED_CERT_IN_CHAIN). ${hint}; to encrypt without checking the certificate, use --ssl-mode=REQUIRED.`,
			});
		});
	}

	test.serial(
		'a host that the certificate is not for is refused only by VERIFY_IDENTITY',
		async t => {
			await show(hosts);
			const {ca} = authority;
			const {port} = overTcp(server).address;
			await t.throwsAsync(
				connect(at('localhost', {mode: 'VERIFY_IDENTITY', ca})),
				{
					message: `The certificate of localhost:${port} is not for localhost but for 127.0.0.1, db.example. Use the certificate's name with -h, or --ssl-mode=VERIFY_CA to skip the check of the name.`,
				},
			);
			t.true(await cipherOf(at('localhost', {mode: 'VERIFY_CA', ca})));
		},
	);

	test.serial(
		'an IP address is not treated as localhost, as mysql2 does by itself',
		async t => {
			await show(['localhost']);
			const {ca} = authority;
			await t.throwsAsync(
				connect(at('127.0.0.1', {mode: 'VERIFY_IDENTITY', ca})),
				{message: /is not for 127\.0\.0\.1 but for localhost\. /},
			);
			t.true(await cipherOf(at('localhost', {mode: 'VERIFY_IDENTITY', ca})));
		},
	);

	test.serial(
		'an expired certificate is refused where certificates are checked',
		async t => {
			// MySQL starts with an expired one, but does not load one later.
			const old = await sandboxServer(flavour, {
				version,
				tcp: true,
				serverOptions: tlsServerOptions(
					authority,
					await authority.issue('old', hosts, expired),
				),
			});
			t.teardown(old.stop);
			const {ca} = authority;
			await t.throwsAsync(
				connect(overTcp(old, {tls: {mode: 'VERIFY_CA', ca}})),
				{
					message:
						/^The certificate of \S+, or of its authority, has expired \(CERT_HAS_EXPIRED\)\. Renew it on the server; /,
				},
			);
			t.true(await cipherOf(overTcp(old, {tls: {mode: 'REQUIRED'}})));
		},
	);

	test.serial(
		'an account that requires SSL or X509 is refused without it',
		async t => {
			await show(hosts);
			const root = await server.connect();
			for (const [user, demand] of [
				['must_ssl', 'SSL'],
				['must_x509', 'X509'],
			]) {
				await root.query(
					`CREATE USER ${user}@'127.0.0.1' IDENTIFIED BY 'pass' REQUIRE ${demand}`,
				);
			}

			await root.end();
			const account = (user: string, tls?: Tls) =>
				overTcp(server, {user, password: 'pass', ...(tls && {tls})});
			await t.throwsAsync(connect(account('must_ssl')), {
				message:
					/\(1045\)\. .* If the server or the account accepts only encrypted connections, add --ssl-mode=REQUIRED\.$/,
			});
			t.true(await cipherOf(account('must_ssl', {mode: 'REQUIRED'})));

			await t.throwsAsync(connect(account('must_x509', {mode: 'REQUIRED'})), {
				message: /\(1045\)\. .* add --ssl-cert and --ssl-key\.$/,
			});
			const own = await authority.issue('client', []);
			t.true(await cipherOf(account('must_x509', {mode: 'REQUIRED', ...own})));
			const strange = await stranger.issue('client', []);
			await t.throwsAsync(
				connect(account('must_x509', {mode: 'REQUIRED', ...strange})),
				{
					message:
						/^Encryption \(TLS\) with \S+ fails: tlsv1 alert unknown ca\. Check whether the server trusts --ssl-cert, /,
				},
			);
		},
	);

	test.serial(
		'a server that accepts only encrypted connections refuses others',
		async t => {
			const root = await server.connect();
			await root.query('SET GLOBAL require_secure_transport = ON');
			// MariaDB 10.11 only says that access is denied.
			const isSilent = flavour === 'mariadb' && version === undefined;
			await t.throwsAsync(connect(overTcp(server)), {
				message: isSilent
					? /\(1045\)\. .* add --ssl-mode=REQUIRED\.$/
					: /accepts only encrypted connections \(3159, require_secure_transport\)\. Use --ssl-mode=REQUIRED, or VERIFY_CA with --ssl-ca\.$/,
			});
			t.true(await cipherOf(overTcp(server, {tls: {mode: 'PREFERRED'}})));
			await root.query('SET GLOBAL require_secure_transport = OFF');
			await root.end();
		},
	);

	test.serial("the lab's own connections are encrypted", async t => {
		const lab = await openTestLab(at('127.0.0.1', trust('VERIFY_IDENTITY')), {
			schema: 'lab_tls',
			files: 1,
		});
		t.teardown(lab.close);
		t.like(lab.events[0], {type: 'server', server: {tls: true}});
		const verdict = await lab.verdictOf();
		t.is(verdict.outcome, 'committed whole');
	});

	test.serial(
		"a server that can't encrypt is refused where encryption is required",
		async t => {
			const plain = await sandboxServer(flavour, {
				version,
				tcp: true,
				serverOptions:
					flavour === 'mysql' ? ['--tls-version='] : ['--skip-ssl'],
			});
			t.teardown(plain.stop);
			const preferred = overTcp(plain, {tls: {mode: 'PREFERRED'}});
			t.false(await cipherOf(preferred));
			const lab = await openTestLab(preferred, {schema: 'lab_plain'});
			t.like(lab.events[0], {type: 'server', server: {tls: false}});
			await lab.close();

			for (const mode of [
				'REQUIRED',
				'VERIFY_CA',
				'VERIFY_IDENTITY',
			] as const) {
				const wanted = overTcp(plain, {tls: {mode}});
				await t.throwsAsync(connect(wanted), {
					message: `The server at 127.0.0.1:${wanted.address.port} does not support encryption (TLS), but --ssl-mode=${mode} requires it. Give the server a certificate, or use --ssl-mode=PREFERRED or DISABLED.`,
				});
			}
		},
	);
}

/** Connects, and returns whether the connection is encrypted; client and server must agree. */
async function cipherOf(server: Server): Promise<boolean> {
	const connection = await connect(server);
	try {
		const [row] = await query(
			connection,
			"SHOW SESSION STATUS LIKE 'Ssl_cipher'",
		);
		const isTold = String(row?.['Value']) !== '';
		if (isTold !== isEncrypted(connection)) {
			throw new Error('Server and client differ on the encryption');
		}

		return isTold;
	} finally {
		connection.destroy();
	}
}
