import {
	type Address,
	type PublicKeySource,
	type Tls,
	type TlsMode,
} from './address.js';

/** What one source says about the encryption. */
export type GivenTls = {
	readonly mode?: TlsMode;
	/** Paths of PEM files. */
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
	/** The server's public key: the path of its file, and whether the one that the server sends is accepted. */
	readonly publicKeyFile?: string;
	readonly asksForPublicKey?: boolean;
};

/** The same without what is `undefined`: nobody says it, or it was cancelled. Pure. */
export function withoutCancelled(tls: GivenTls): GivenTls {
	return Object.fromEntries(
		Object.entries(tls).filter(([, value]) => value !== undefined),
	);
}

/** The modes of encryption, from the least to the most. */
export const tlsModes = [
	'DISABLED',
	'PREFERRED',
	'REQUIRED',
	'VERIFY_CA',
	'VERIFY_IDENTITY',
] as const satisfies readonly TlsMode[];

/** Reads the value of `--ssl-mode`, in upper or lower case. */
export function parseTlsMode(word: string): TlsMode | undefined {
	return tlsModes.find(mode => mode === word.toUpperCase());
}

/**
The requested encryption; `undefined`: none.

Without a mode it is as in the mysql client: PREFERRED, and VERIFY_CA if an authority is named [measured with the client of MySQL 9.7]. A unix socket is encrypted only if a mode requires it: nobody can intercept it, and the authority is meant for other servers.
*/
export function chooseTls(
	{mode, publicKeyFile, asksForPublicKey, ...files}: GivenTls,
	address: Address,
): Tls | undefined {
	const chosen =
		mode ??
		(files.ca !== undefined && address.type === 'tcp'
			? 'VERIFY_CA'
			: 'PREFERRED');
	return chosen === 'DISABLED' ||
		(chosen === 'PREFERRED' && address.type === 'socket')
		? undefined
		: {mode: chosen, ...files};
}

/** Where the server's public key comes from. A file takes precedence over the server, which is then not asked. */
export function choosePublicKey({
	publicKeyFile,
	asksForPublicKey = false,
}: GivenTls): PublicKeySource | undefined {
	return publicKeyFile === undefined
		? asksForPublicKey
			? {type: 'server'}
			: undefined
		: {type: 'file', path: publicKeyFile};
}
