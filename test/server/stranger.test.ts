import {Buffer} from 'node:buffer';
import {
	constants,
	generateKeyPairSync,
	privateDecrypt,
	type KeyObject,
} from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {describeAddress, type Server} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';
import {query} from '../../source/server/statement.js';
import {
	authSwitch,
	fakeServer,
	moreData,
	ok,
	scramble,
	type FakeServer,
	type Talk,
} from '../helpers/fake-server.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

/*
A server that is not the one it says it is, and wants to know the password. It plays the protocol as it likes.
*/

const password = 's3cret pässword';
const keys = generateKeyPairSync('rsa', {modulusLength: 2048});
const publicKey = Buffer.from(
	keys.publicKey.export({format: 'pem', type: 'spki'}),
);

const wantsPassword = Uint8Array.of(4);

/** Asks for everything, whatever the client answers. */
async function askAll(talk: Talk, ...asks: readonly Uint8Array[]) {
	for (const ask of asks) {
		talk.send(ask);
		await talk.receive();
	}

	talk.send(ok);
}

type Trick = {
	readonly play: (talk: Talk) => Promise<void>;
	readonly plugin?: string;
	readonly version?: string;
	/** What the message says. */
	readonly told: RegExp;
};

const unseen = /^The password of ann was not sent to \S+: .* \(2061\)\. /;
const tricks: Readonly<Record<string, Trick>> = {
	'caching_sha2_password with an empty cache': {
		play: async talk =>
			askAll(
				talk,
				authSwitch('caching_sha2_password'),
				moreData(wantsPassword),
				moreData(publicKey),
			),
		told: unseen,
	},
	'sha256_password, which always needs the password': {
		play: async talk =>
			askAll(talk, authSwitch('sha256_password'), moreData(publicKey)),
		told: unseen,
	},
	'sha256_password from the start': {
		plugin: 'sha256_password',
		play: async talk =>
			askAll(talk, authSwitch('sha256_password'), moreData(publicKey)),
		told: unseen,
	},
	'the password with a key that the client did not request': {
		play: async talk =>
			askAll(talk, authSwitch('caching_sha2_password'), moreData(publicKey)),
		told: /does not follow the login protocol of MySQL servers: its data do not fit/,
	},
	'the password in clear text': {
		play: async talk => askAll(talk, authSwitch('mysql_clear_password')),
		told: /logs in with mysql_clear_password \(the password in clear text\), which the lab does not support\. Use an account with caching_sha2_password\.$/,
	},
	'the password in clear text from the start': {
		plugin: 'mysql_clear_password',
		play: async talk => askAll(talk, authSwitch('mysql_clear_password')),
		told: /logs in with mysql_clear_password/,
	},
	'the password in clear text, as MariaDB': {
		version: '5.5.5-11.8.9-MariaDB',
		plugin: 'mysql_native_password',
		async play(talk) {
			await askAll(
				talk,
				authSwitch('mysql_clear_password'),
				authSwitch('dialog', Buffer.from('\u0004Password: ')),
			);
		},
		told: /^let in$/,
	},
	'a dialog': {
		play: async talk =>
			askAll(talk, authSwitch('dialog', Buffer.from('\u0004Password: '))),
		told: /logs in with dialog, which the lab does not support/,
	},
	'the old hash, which is easy to guess': {
		play: async talk => askAll(talk, Uint8Array.of(0xfe)),
		told: /logs in with mysql_old_password/,
	},
	'an unknown authentication method': {
		play: async talk => askAll(talk, authSwitch('__proto__')),
		told: /logs in with __proto__, which the lab does not support/,
	},
	'an endless key derivation': {
		version: '5.5.5-11.8.9-MariaDB',
		play: async talk =>
			askAll(
				talk,
				authSwitch('parsec', Buffer.alloc(32, 7)),
				Buffer.concat([Buffer.from('P\u001F'), Buffer.alloc(18)]),
			),
		told: /does not follow the login protocol of MySQL servers/,
	},
	'a challenge that is too short': {
		version: '5.5.5-11.8.9-MariaDB',
		play: async talk => askAll(talk, authSwitch('client_ed25519')),
		told: /does not follow the login protocol of MySQL servers/,
	},
};

for (const [title, {play, told, ...options}] of Object.entries(tricks)) {
	test(`a stranger learns nothing by asking for ${title}`, async t => {
		const server = await fakeServer(t, play, options);
		const error = await failureOf(accountAt(server));
		t.deepEqual(stolen(server), []);
		t.regex(error?.message ?? 'let in', told);
	});
}

test('with --get-server-public-key the password goes to whoever sends a key', async t => {
	const server = await fakeServer(
		t,
		tricks['caching_sha2_password with an empty cache']?.play ??
			(async () => undefined),
	);
	await failureOf({...accountAt(server), publicKey: {type: 'server'}});
	t.deepEqual(stolen(server), ['encrypted']);
});

for (const plugin of ['caching_sha2_password', 'sha256_password']) {
	test(`${plugin}: the key in a file is used, and the stranger's is not asked for`, async t => {
		const file = path.join(await temporaryFolder(t), 'key.pem');
		const own = generateKeyPairSync('rsa', {modulusLength: 2048});
		await fs.writeFile(
			file,
			own.publicKey.export({format: 'pem', type: 'spki'}),
		);
		const server = await fakeServer(t, async talk =>
			askAll(
				talk,
				authSwitch(plugin),
				...(plugin === 'sha256_password' ? [] : [moreData(wantsPassword)]),
			),
		);
		t.is(
			await failureOf({
				...accountAt(server),
				publicKey: {type: 'file', path: file},
			}),
			undefined,
		);
		t.deepEqual(stolen(server), []);
		t.deepEqual(stolen(server, own.privateKey), ['encrypted']);
		t.false(server.heard.some(({length}) => length === 1));
	});
}

test('nothing is encrypted with an invalid key', async t => {
	const server = await fakeServer(t, async talk =>
		askAll(
			talk,
			authSwitch('caching_sha2_password'),
			moreData(wantsPassword),
			moreData(Buffer.from('no key')),
		),
	);
	const error = await failureOf({
		...accountAt(server),
		publicKey: {type: 'server'},
	});
	t.is(
		error?.message,
		`The password of ann was not sent to ${describeAddress(server.address)}: it can't be encrypted with the server's public key. Check --server-public-key-path, or use --ssl-mode=REQUIRED.`,
	);
	t.deepEqual(stolen(server), []);
});

test('a stranger gets no file of this machine', async t => {
	const secret = path.join(await temporaryFolder(t), 'secret');
	await fs.writeFile(secret, 'private contents');
	const server = await fakeServer(t, async talk => {
		talk.send(ok);
		talk.nextCommand();
		await talk.receive();
		talk.send(Buffer.concat([Uint8Array.of(0xfb), Buffer.from(secret)]));
		await talk.receive();
		talk.send(ok);
	});
	const connection = await connect(accountAt(server));
	await t.throwsAsync(query(connection, 'SELECT 1'), {
		code: 'LOCAL_INFILE',
		message: 'the server asked for a file of this machine, and gets none',
	});
	connection.destroy();
	t.is(server.heard.at(-1)?.length, 0);
	const [login = new Uint8Array(4)] = server.heard;
	// eslint-disable-next-line no-bitwise -- CLIENT_LOCAL_FILES among the capabilities.
	t.is(Buffer.from(login).readUInt32LE() & 0x80, 0);
});

function accountAt({address}: FakeServer): Server {
	return {
		address,
		user: 'ann',
		password,
		tls: {mode: 'PREFERRED'},
		connectTimeout: 10_000,
	};
}

/** How connecting failed; `undefined` if it did not. */
async function failureOf(server: Server): Promise<Error | undefined> {
	try {
		const connection = await connect(server);
		connection.destroy();
		return undefined;
	} catch (error: unknown) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** The ways in which a stranger can read the password from what it received. */
function stolen(
	{heard}: FakeServer,
	key: KeyObject = keys.privateKey,
): readonly string[] {
	return heard.flatMap(bytes => [
		...(Buffer.from(bytes).includes(password) ? ['clear'] : []),
		...(unmask(bytes).includes(password) ? ['masked'] : []),
		...(decrypted(bytes, key).includes(password) ? ['encrypted'] : []),
	]);
}

function decrypted(bytes: Uint8Array, key: KeyObject): string {
	try {
		return unmask(
			privateDecrypt(
				{
					key,
					oaepHash: 'sha1',
					padding: constants.RSA_PKCS1_OAEP_PADDING,
				},
				bytes,
			),
		);
	} catch {
		return '';
	}
}

function unmask(bytes: Uint8Array): string {
	return Buffer.from(
		bytes.map(
			// eslint-disable-next-line no-bitwise
			(byte, index) => byte ^ (scramble[index % scramble.length] ?? 0),
		),
	).toString();
}
