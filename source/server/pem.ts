import {
	createPrivateKey,
	createPublicKey,
	type KeyObject,
	X509Certificate,
} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {describeReadFailure} from '../file-failure.js';
import {Refusal} from '../refusal.js';

/**
Reads a file of one or more certificates.

@param flag - What named the file, for the message.
@returns Its text.
@throws {Refusal} when it can't be read, or any of them is broken.
*/
export async function readCertificates(
	flag: string,
	path: string,
): Promise<string> {
	const text = await readPem(flag, path);
	const end = '-----END CERTIFICATE-----';
	const certificates = text
		.split(end)
		.filter(part => part.includes('-----BEGIN CERTIFICATE-----'));
	const areReadable =
		certificates.length > 0 &&
		// Node itself passes over an authority that it can't read.
		certificates.every(part => isReadable(`${part}${end}`));
	if (!areReadable) {
		throw new Refusal(
			`${path} (${flag}) contains no certificate in PEM format, or a broken one.`,
		);
	}

	return text;
}

/**
Reads a file with a private key.

@param flag - What named the file, for the message.
@returns Its text.
@throws {Refusal} when it can't be read or used.
*/
export async function readPrivateKey(
	flag: string,
	path: string,
): Promise<string> {
	const text = await readPem(flag, path);
	try {
		createPrivateKey(text);
		return text;
	} catch (error: unknown) {
		throw new Refusal(
			`${path} (${flag}) contains no private key in PEM format that works without a passphrase.`,
			{cause: error},
		);
	}
}

/**
Reads a file with the public key of a server: what `ALTER INSTANCE`, `mysql_ssl_rsa_setup` or the server itself has written as `public_key.pem`.

@param flag - What named the file, for the message.
@throws {Refusal} when it can't be read or used.
*/
export async function readPublicKey(
	flag: string,
	path: string,
): Promise<KeyObject> {
	const text = await readPem(flag, path);
	const key = text.includes('PUBLIC KEY-----') ? toPublicKey(text) : undefined;
	if (key?.asymmetricKeyType !== 'rsa') {
		throw new Refusal(
			`${path} (${flag}) contains no RSA public key in PEM format. On the server it is public_key.pem in the data directory.`,
		);
	}

	return key;
}

function toPublicKey(text: string): KeyObject | undefined {
	try {
		return createPublicKey(text);
	} catch {
		return undefined;
	}
}

function isReadable(certificate: string): boolean {
	try {
		return new X509Certificate(certificate).subject !== undefined;
	} catch {
		return false;
	}
}

async function readPem(flag: string, path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error: unknown) {
		throw new Refusal(
			`${path} (${flag}) can't be read: ${describeReadFailure(error)}. Name a PEM file.`,
			{cause: error},
		);
	}
}
