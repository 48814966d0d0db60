import {Buffer} from 'node:buffer';
import {
	generateKeyPairSync,
	randomBytes,
	sign,
	type KeyObject,
} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** A certificate and its key, as PEM files. */
export type Certified = {
	readonly cert: string;
	readonly key: string;
};

/** An authority for tests. `remove` deletes its files. */
export type Authority = {
	/** The authority's own certificate: what `--ssl-ca` takes. */
	readonly ca: string;
	/** Issues a certificate for host names and IPv4 addresses. */
	readonly issue: (
		name: string,
		hosts: readonly string[],
		validity?: Validity,
	) => Promise<Certified>;
	/** Writes a file beside the certificates. */
	readonly write: (name: string, text: string) => Promise<string>;
	readonly remove: () => Promise<void>;
};

/** From and to, as `YYMMDD` of this century up to 2049. */
type Validity = readonly [from: string, to: string];

type Holder = {readonly name: string; readonly privateKey: KeyObject};

const usualValidity: Validity = ['240101', '491231'];

/** The last day of this one is long past. */
export const expired: Validity = ['010101', '011231'];

/**
Makes an authority of its own, without any program: Node makes keys but no certificates, so the few bytes of X.509 that are needed are written here.

The keys are elliptic ones, because they are made in a millisecond.
*/
export async function createAuthority(name = 'Test CA'): Promise<Authority> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-ca-'));
	const write = async (file: string, text: string) => {
		const target = path.join(folder, file);
		await writeFile(target, text);
		return target;
	};

	const own = newKeys();
	const authority = {name, privateKey: own.privateKey};
	const ca = await write(
		'ca.pem',
		certificate({
			issuer: authority,
			subject: name,
			publicKey: own.publicKey,
			validity: usualValidity,
			extension: authorityExtension,
		}),
	);

	return {
		ca,
		write,
		async issue(subject, hosts, validity = usualValidity) {
			const {publicKey, privateKey} = newKeys();
			const text = certificate({
				issuer: authority,
				subject,
				publicKey,
				validity,
				extension: hostsExtension(hosts),
			});
			return {
				cert: await write(`${subject}-cert.pem`, text),
				key: await write(
					`${subject}-key.pem`,
					privateKey.export({format: 'pem', type: 'pkcs8'}).toString(),
				),
			};
		},
		async remove() {
			await rm(folder, {recursive: true});
		},
	};
}

/** The options with which a server uses a certificate. */
export function tlsServerOptions(
	{ca}: Pick<Authority, 'ca'>,
	{cert, key}: Certified,
): readonly string[] {
	return [`--ssl-ca=${ca}`, `--ssl-cert=${cert}`, `--ssl-key=${key}`];
}

function newKeys() {
	return generateKeyPairSync('ec', {namedCurve: 'prime256v1'});
}

function certificate({
	issuer,
	subject,
	publicKey,
	validity,
	extension,
}: {
	issuer: Holder;
	subject: string;
	publicKey: KeyObject;
	validity: Validity;
	extension: Uint8Array;
}): string {
	const body = sequence(
		der(0xa0, der(0x02, Buffer.of(2))),
		der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
		signatureAlgorithm,
		distinguishedName(issuer.name),
		sequence(...validity.map(day => der(0x17, ascii(`${day}000000Z`)))),
		distinguishedName(subject),
		publicKey.export({format: 'der', type: 'spki'}),
		der(0xa3, sequence(extension)),
	);
	const signature = sign('sha256', body, issuer.privateKey);
	const whole = sequence(
		body,
		signatureAlgorithm,
		der(0x03, Buffer.of(0), signature),
	);
	const base64 = Buffer.from(whole).toString('base64');
	const lines = base64.match(/.{1,64}/g) ?? [];
	return [
		'-----BEGIN CERTIFICATE-----',
		...lines,
		'-----END CERTIFICATE-----',
		'',
	].join('\n');
}

/** 1.2.840.10045.4.3.2: ECDSA with SHA-256. */
const signatureAlgorithm = sequence(objectId('2a8648ce3d040302'));

/** Basic constraints (2.5.29.19): it may issue certificates. */
const authorityExtension = sequence(
	objectId('551d13'),
	der(0x01, Buffer.of(0xff)),
	der(0x04, sequence(der(0x01, Buffer.of(0xff)))),
);

/** Alternative names of the subject (2.5.29.17). */
function hostsExtension(hosts: readonly string[]): Uint8Array {
	const names = hosts.map(host =>
		isIP(host) === 4
			? der(0x87, Buffer.from(host.split('.').map(Number)))
			: der(0x82, ascii(host)),
	);
	return sequence(objectId('551d11'), der(0x04, sequence(...names)));
}

/** With only a common name (2.5.4.3). */
function distinguishedName(name: string): Uint8Array {
	return sequence(
		der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from(name)))),
	);
}

function objectId(hex: string): Uint8Array {
	return der(0x06, Buffer.from(hex, 'hex'));
}

function ascii(text: string): Uint8Array {
	return Buffer.from(text, 'latin1');
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
	return der(0x30, ...parts);
}

/** Tag, length and contents: up to 64 KB. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
	const contents = Buffer.concat(parts);
	const {length} = contents;
	const size = Buffer.alloc(2);
	size.writeUInt16BE(length);
	return Buffer.concat([
		Buffer.of(tag),
		length < 0x80
			? Buffer.of(length)
			: length < 0x1_00
				? Buffer.of(0x81, length)
				: Buffer.concat([Buffer.of(0x82), size]),
		contents,
	]);
}
