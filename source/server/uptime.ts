import {type Connection} from 'mysql2';
import {readConnectionId} from './connection-id.js';
import {queryPromptly} from './query-promptly.js';
import {readFingerprint, type Fingerprint} from './fingerprint.js';

/** Which server a connection leads to, and since when it has been up. */
export type Uptime = {
	readonly server: Fingerprint;
	readonly connectionId: string;
	/** How long the server has been up, in ms; the server reports whole seconds. */
	readonly uptime: number;
};

/**
Asks a connection which server it leads to. No privilege is needed.

@throws mysql2's error.
*/
export async function readUptime(connection: Connection): Promise<Uptime> {
	const [uptime] = await queryPromptly(
		connection,
		"SHOW GLOBAL STATUS LIKE 'Uptime'",
	);
	return {
		server: await readFingerprint(connection),
		connectionId: await readConnectionId(connection),
		uptime: Number(uptime?.['Value']) * 1000,
	};
}

/**
Whether the server was restarted since a connection to it was opened: it has not been up that long, or its connection ids started over. Pure.

Both are checked, because the server reports its uptime in whole seconds.

@param opened - The id of that connection, and how long it has been open, in ms.
*/
export function isRestarted(
	{connectionId, uptime}: Pick<Uptime, 'connectionId' | 'uptime'>,
	opened: {readonly connectionId: string; readonly age: number},
): boolean {
	return (
		uptime + 1000 < opened.age ||
		BigInt(connectionId) <= BigInt(opened.connectionId)
	);
}
