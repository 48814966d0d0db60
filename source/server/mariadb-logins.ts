import {Buffer} from 'node:buffer';
import {
	createHash,
	createPrivateKey,
	pbkdf2Sync,
	randomBytes,
	sign,
} from 'node:crypto';
import {etc, Point} from '@noble/ed25519';
import {wrongAnswer, type Exchange, type Login} from './exchange.js';

/*
The authentication methods that only MariaDB has. Both sign what the server sends, so that an eavesdropper does not learn the password.
*/

const challengeLength = 32;

/** The client_ed25519 exchange: a signature over the server's challenge. */
export function* ed25519(challenge: Uint8Array, {password}: Login): Exchange {
	if (challenge.length < challengeLength) {
		throw wrongAnswer();
	}

	yield signByPassword(challenge.subarray(0, challengeLength), password);
}

/**
An Ed25519 signature whose secret key is not 32 random bytes, but a password of any length: MariaDB takes SHA-512 of the password where the standard takes that of the key [MariaDB's ref10/sign.c]. Node's own implementation can't do that.
*/
export function signByPassword(
	message: Uint8Array,
	password: string,
): Uint8Array {
	const expanded = sha512(Buffer.from(password));
	const scalar = expanded.subarray(0, 32);
	// Clamping, as in the standard.
	/* eslint-disable no-bitwise */
	scalar[0] = (scalar[0] ?? 0) & 0xf8;
	scalar[31] = ((scalar[31] ?? 0) & 0x7f) | 0x40;
	/* eslint-enable no-bitwise */
	const secret = toNumber(scalar);
	const nonce = toNumber(sha512(expanded.subarray(32), message));
	const commitment = Point.BASE.multiply(nonce).toBytes();
	const publicKey = Point.BASE.multiply(secret).toBytes();
	const challenge = toNumber(sha512(commitment, publicKey, message));
	const answer = etc.mod(nonce + challenge * secret, groupOrder);
	return Buffer.concat([commitment, toBytes(answer)]);
}

/** The order of the group, L in the standard. */
const groupOrder =
	2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

function sha512(...parts: readonly Uint8Array[]): Uint8Array {
	const sha = createHash('sha512');
	for (const part of parts) {
		sha.update(part);
	}

	return sha.digest();
}

/** The little-endian number, modulo the group's order. */
function toNumber(bytes: Uint8Array): bigint {
	const digits = Buffer.from(bytes.toReversed()).toString('hex');
	return etc.mod(BigInt(`0x${digits}`), groupOrder);
}

function toBytes(number: bigint): Uint8Array {
	return Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toReversed();
}

const saltLength = 18;

/** As many doublings of 1024 rounds as MariaDB's own client takes at most: a server must not be able to keep this machine busy. */
const mostDoublings = 3;

/** The bytes before the raw 32-byte key in its PKCS#8 form. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The parsec exchange: the server sends a challenge, then how the key is derived from the password; the signature is over both sides' challenges [MariaDB Connector/C, parsec.c]. */
export function* parsec(challenge: Uint8Array, {password}: Login): Exchange {
	if (challenge.length !== challengeLength) {
		throw wrongAnswer();
	}

	// This asks for the salt.
	const parameters = yield new Uint8Array(0);
	const [algorithm, doublings = Number.POSITIVE_INFINITY] = parameters;
	if (
		parameters.length !== 2 + saltLength ||
		algorithm !== pbkdf2Letter ||
		doublings > mostDoublings
	) {
		throw wrongAnswer();
	}

	const seed = pbkdf2Sync(
		password,
		parameters.subarray(2),
		1024 * 2 ** doublings,
		32,
		'sha512',
	);
	const key = createPrivateKey({
		key: Buffer.concat([pkcs8Head, seed]),
		format: 'der',
		type: 'pkcs8',
	});
	const own = randomBytes(challengeLength);
	yield Buffer.concat([own, sign(null, Buffer.concat([challenge, own]), key)]);
}

const pbkdf2Letter = 0x50;
