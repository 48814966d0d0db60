import {type Connection} from 'mysql2';
import {readGlobalVariables} from './global-variables.js';

/** What distinguishes one server from another, for the user and for the lab. */
export type Fingerprint = {
	/** The server's own name for its machine, and its port. */
	readonly host: string;
	readonly port: string;
	/** `@@server_uuid` of MySQL or `@@server_uid` of MariaDB; absent where the server has neither. */
	readonly uid?: string;
	/** Its data directory. */
	readonly dataFolder: string;
};

/**
Asks a server who it is. No privilege is needed.

@throws mysql2's error.
*/
export async function readFingerprint(
	connection: Connection,
): Promise<Fingerprint> {
	const values = await readGlobalVariables(connection, [
		'hostname',
		'port',
		'server_uuid',
		'server_uid',
		'datadir',
	]);
	const uid = values.get('server_uuid') ?? values.get('server_uid');
	return {
		host: values.get('hostname') ?? 'unknown host',
		port: values.get('port') ?? '?',
		...(uid !== undefined && {uid}),
		dataFolder: values.get('datadir') ?? '?',
	};
}

/** Whether two fingerprints belong to the same server, restarted or not. */
export function isSameServer(one: Fingerprint, other: Fingerprint): boolean {
	return identityOf(one) === identityOf(other);
}

/** Everything that distinguishes a server, in one line. A clone has the uuid of the original, and MariaDB's `server_uid` is made from a network address that containers share: so host and port count too. Two MariaDB servers on one machine that listen only on sockets differ only in their data directory [measured on 10.11]. */
export function identityOf(fingerprint: Fingerprint): string {
	return `${describeFingerprint(fingerprint)}, ${fingerprint.dataFolder}`;
}

/** A server by its own names for itself. */
export function describeFingerprint({host, port, uid}: Fingerprint): string {
	return `${host}:${port}${uid === undefined ? '' : `, ${uid}`}`;
}
