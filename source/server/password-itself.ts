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
The ways to log in by which MySQL wants the password itself: sha256_password always, caching_sha2_password when it has not seen the account lately. It goes in clear text over TLS, and over a unix socket. On any other way it is encrypted with the server's public key: whoever stands between can put his own in its place, and then read it.
*/

/** Where the password itself may go when the way there is not encrypted. */
export type PasswordWay = {
	/** The way is a unix socket: nobody stands between. */
	readonly isLocal: boolean;
	/** The server's public key, as the user knows it. */
	readonly knownKey?: KeyObject | undefined;
	/** Whether the key that the server sends is good enough (`--get-server-public-key`). */
	readonly asksForKey: boolean;
};

const fastSuccess = 3;
const wantsPassword = 4;

/** The caching_sha2_password exchange: a proof first, and the password itself if the server has no use for the proof. */
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

/** The second is repeated as often as need be. */
function xor(bytes: Uint8Array, pattern: Uint8Array): Uint8Array {
	return bytes.map(
		// eslint-disable-next-line no-bitwise
		(byte, index) => byte ^ (pattern[index % pattern.length] ?? 0),
	);
}
