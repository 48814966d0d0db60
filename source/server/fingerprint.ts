import {type Connection} from 'mysql2';
import {queryPromptly} from './connect.js';

/** By what a person, and the lab, tells one server from another. */
export type Fingerprint = {
	/** The server's own name for its machine, and its port. */
	readonly host: string;
	readonly port: string;
	/** `@@server_uuid` of MySQL or `@@server_uid` of MariaDB; absent where the server has neither. */
	readonly uid?: string;
};

/**
Asks a server who it is.

SHOW VARIABLES is asked, because a variable that the flavour does not have is no error there.

@throws mysql2's error.
*/
export async function readFingerprint(
	connection: Connection,
): Promise<Fingerprint> {
	const rows = await queryPromptly(
		connection,
		"SHOW GLOBAL VARIABLES WHERE Variable_name IN ('hostname', 'port', 'server_uuid', 'server_uid')",
	);
	const values = new Map(
		rows.map(row => [
			String(row['Variable_name']).toLowerCase(),
			String(row['Value']),
		]),
	);
	const uid = values.get('server_uuid') ?? values.get('server_uid');
	return {
		host: values.get('hostname') ?? 'unknown host',
		port: values.get('port') ?? '?',
		...(uid !== undefined && {uid}),
	};
}

/** Whether two fingerprints are those of one server. A clone has the uuid of the first, and MariaDB's `server_uid` is made of a network address that containers share: so host and port count too. */
export function isSameServer(one: Fingerprint, other: Fingerprint): boolean {
	return (
		one.uid === other.uid && one.host === other.host && one.port === other.port
	);
}

/** A server as its own words tell it from others. */
export function describeFingerprint({host, port, uid}: Fingerprint): string {
	return `${host}:${port}${uid === undefined ? '' : `, ${uid}`}`;
}
