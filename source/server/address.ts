/** Where a server listens. */
export type Address =
	| {readonly type: 'socket'; readonly path: string}
	| {readonly type: 'tcp'; readonly host: string; readonly port: number};

/** How a connection is encrypted, in the words of the mysql client's `--ssl-mode`. */
export type TlsMode =
	'DISABLED' | 'PREFERRED' | 'REQUIRED' | 'VERIFY_CA' | 'VERIFY_IDENTITY';

/** The encryption that is asked for, and the paths of PEM files. */
export type Tls = {
	readonly mode: TlsMode;
	/** Certificates of the authorities that are trusted. */
	readonly ca?: string;
	/** The client's own certificate, and its key. */
	readonly cert?: string;
	readonly key?: string;
};

/** Where the server's public key comes from. It encrypts a password that has to go over an unencrypted connection. */
export type PublicKeySource =
	| {readonly type: 'file'; readonly path: string}
	/** The server sends it: anyone in between can send their own. */
	| {readonly type: 'server'};

/** A server and who connects to it. */
export type Server = {
	readonly address: Address;
	readonly user: string;
	readonly password?: string;
	/** Absent: not encrypted. */
	readonly tls?: Tls;
	/** Absent: no such password is sent. */
	readonly publicKey?: PublicKeySource;
	/** How long the server may take to greet, in ms. */
	readonly connectTimeout?: number;
};

/** The address for messages, without user and password. */
export function describeAddress(address: Address): string {
	switch (address.type) {
		case 'socket': {
			return address.path;
		}

		case 'tcp': {
			const {host, port} = address;
			return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
		}
	}
}
