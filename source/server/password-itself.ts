import {Buffer} from 'node:buffer';
import {
	constants,
	createHash,
	publicEncrypt,
	type KeyObject,
} from 'node:crypto';
import {wrongAnswer, type Exchange, type Login} from './exchange.js';
import {connectError} from './greeting.js';
import {isEncrypted} from './tls.js';

/*
The authentication methods with which MySQL asks for the password itself: sha256_password always, caching_sha2_password if it has not seen the account lately. The password goes in clear text over TLS and over a unix socket. Anywhere else it is encrypted with the server's public key: anyone in between can substitute their own key, and then read it.
*/

/** How the password itself may be sent over an unencrypted connection. */
export type PasswordWay = {
	/** The connection is a unix socket: nobody can intercept it. */
	readonly isLocal: boolean;
	/** The server's public key, if the user named it. */
	readonly knownKey?: KeyObject | undefined;
	/** Whether to accept the key that the server sends (`--get-server-public-key`). */
	readonly asksForKey: boolean;
};

const fastSuccess = 3;
const wantsPassword = 4;

/** The caching_sha2_password exchange: a proof first, then the password itself if the server can't check the proof. */
export function* cachingSha2(
	scramble: Uint8Array,
	{connection, password}: Login,
	way: PasswordWay,
): Exchange {
	const answer = yield password === ''
		? new Uint8Array(0)
		: proof(password, scramble.subarray(0, scrambleLength));
	const [word] = answer;
	if (answer.length !== 1 || (word !== fastSuccess && word !== wantsPassword)) {
		throw wrongAnswer();
	}

	if (word === fastSuccess) {
		yield undefined;
		return;
	}

	if (way.isLocal || isEncrypted(connection)) {
		yield terminated(password);
		return;
	}

	const key = way.knownKey ?? (yield keyRequest(2, way));
	yield encryptPassword(password, scramble, key);
}

/** The sha256_password exchange: the password itself. Over a unix socket the server wants it encrypted too. */
export function* sha256(
	scramble: Uint8Array,
	{connection, password}: Login,
	way: PasswordWay,
): Exchange {
	if (password === '' || isEncrypted(connection)) {
		yield terminated(password);
		return;
	}

	const key =
		way.knownKey ??
		(yield keyRequest(1, {...way, asksForKey: way.asksForKey || way.isLocal}));
	yield encryptPassword(password, scramble, key);
}

/** The bytes that ask for the server's public key. */
function keyRequest(request: number, {asksForKey}: PasswordWay): Uint8Array {
	if (!asksForKey) {
		throw connectError(
			'PASSWORD_WOULD_BE_SEEN',
			'the server asks for the password itself over a connection that is not encrypted',
		);
	}

	return Uint8Array.of(request);
}

const scrambleLength = 20;

function proof(password: string, scramble: Uint8Array): Uint8Array {
	const first = hash(Buffer.from(password));
	return xor(first, hash(hash(first), scramble));
}

function hash(...parts: readonly Uint8Array[]): Uint8Array {
	const sha = createHash('sha256');
	for (const part of parts) {
		sha.update(part);
	}

	return sha.digest();
}

function encryptPassword(
	password: string,
	scramble: Uint8Array,
	key: KeyObject | Uint8Array,
): Uint8Array {
	try {
		return publicEncrypt(
			{
				key: key instanceof Uint8Array ? Buffer.from(key) : key,
				oaepHash: 'sha1',
				padding: constants.RSA_PKCS1_OAEP_PADDING,
			},
			xor(terminated(password), scramble.subarray(0, scrambleLength)),
		);
	} catch (error: unknown) {
		throw Object.assign(
			connectError(
				'WRONG_PUBLIC_KEY',
				"the password can't be encrypted with the public key",
			),
			{cause: error},
		);
	}
}

function terminated(password: string): Uint8Array {
	return Buffer.from(`${password}\0`);
}

/** The second is repeated as often as needed. */
function xor(bytes: Uint8Array, pattern: Uint8Array): Uint8Array {
	return bytes.map(
		// eslint-disable-next-line no-bitwise
		(byte, index) => byte ^ (pattern[index % pattern.length] ?? 0),
	);
}
