import {Buffer} from 'node:buffer';
import {type AuthPlugin, type Connection} from 'mysql2';
import {asPlugin} from './exchange.js';
import {type Flavour} from './flavour.js';
import {connectError} from './greeting.js';
import {ed25519, parsec} from './mariadb-logins.js';
import {cachingSha2, sha256, type PasswordWay} from './password-itself.js';

/** The authentication methods of one connection. */
export type LoginPlugins = {
	/** As mysql2 wants them; mysql_native_password is its own. */
	readonly plugins: Record<string, AuthPlugin>;
	/** Those that the server asked for and that are not supported here. */
	readonly unspoken: ReadonlySet<string>;
};

/** Methods that accounts may use and the lab does not support. MariaDB accounts may have several. */
const unspokenNames = [
	// The method from before they had names.
	'',
	'auth_gssapi_client',
	'dialog',
	'mysql_clear_password',
	'mysql_old_password',
] as const;

/** Creates the authentication methods for a server of a flavour. */
export function loginPlugins(flavour: Flavour, way: PasswordWay): LoginPlugins {
	const unspoken = new Set<string>();
	const plugins: Record<string, AuthPlugin> = {
		/* eslint-disable @typescript-eslint/naming-convention -- They are the servers' names. */
		caching_sha2_password: asPlugin((first, login) =>
			cachingSha2(first, login, way),
		),
		sha256_password: asPlugin((first, login) => sha256(first, login, way)),
		client_ed25519: asPlugin(ed25519),
		parsec: asPlugin(parsec),
		/* eslint-enable @typescript-eslint/naming-convention */
	};
	for (const name of unspokenNames) {
		plugins[name] = () => () => {
			unspoken.add(name === '' ? 'mysql_old_password' : name);
			if (flavour === 'mysql') {
				throw unspokenError(unspoken);
			}

			// As MariaDB's own client does: the server goes on to the account's next method, if it has one.
			return Buffer.alloc(0);
		};
	}

	return {plugins, unspoken};
}

/** The error for an account whose authentication methods are not supported here. */
export function unspokenError(names: Iterable<string>): Error {
	return connectError('UNSPOKEN_LOGIN', [...names].join(' or '));
}

/** The parts of mysql2 that are used beyond its documented interface. */
type Packet = {
	readonly sequenceId: number;
	readonly buffer: Uint8Array;
	/** With the four bytes of the header. */
	readonly start: number;
	readonly end: number;
};

const header = 4;

/** The first bytes by which mysql2 knows a packet of the login. */
const knownMarkers: ReadonlySet<number> = new Set([0, 1, 2, 0xfe, 0xff]);

/**
Makes mysql2 accept login packets as MariaDB sends them: with the mark for further data only if they could be mistaken for another packet. mysql2 3.24.6 does not recognise a packet without a mark, such as parsec's salt [measured].

@returns A function that undoes this once the login is over.
*/
export function markLoginPackets(connection: Connection): () => void {
	const handle: unknown = Reflect.get(connection, 'handlePacket');
	if (typeof handle !== 'function') {
		return () => undefined;
	}

	let isGreeted = false;
	Reflect.set(connection, 'handlePacket', (packet?: Packet) => {
		const isMarked =
			!packet ||
			!isGreeted ||
			knownMarkers.has(packet.buffer[packet.start + header] ?? 0);
		isGreeted = true;
		Reflect.apply(handle, connection, [isMarked ? packet : marked(packet)]);
	});
	return () => {
		Reflect.deleteProperty(connection, 'handlePacket');
	};
}

function marked(packet: Packet): Packet {
	const {buffer, start, end} = packet;
	const payload = buffer.subarray(start + header, end);
	const copy = Buffer.alloc(header + 1 + payload.length, 1);
	copy.set(payload, header + 1);
	const clone = {
		...packet,
		buffer: copy,
		start: 0,
		offset: header,
		end: copy.length,
	};
	Object.setPrototypeOf(clone, Reflect.getPrototypeOf(packet));
	return clone;
}
