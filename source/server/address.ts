/** Where a server listens. */
export type Address =
	| {readonly type: 'socket'; readonly path: string}
	| {readonly type: 'tcp'; readonly host: string; readonly port: number};

/** A server and who connects to it. */
export type Server = {
	readonly address: Address;
	readonly user: string;
	readonly password?: string;
	/** Node's TLS options; absent: no TLS. */
	readonly tls?: {readonly ca?: string; readonly rejectUnauthorized: boolean};
};

/** The address as a person reads it, without user and password. */
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
