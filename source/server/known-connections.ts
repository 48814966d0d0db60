import {type Connection} from 'mysql2';
import {type Server} from './address.js';

/** Where the connections lead. */
const servers = new WeakMap<Connection, Server>();

/** The ids by which the server knows the connections. */
const ids = new WeakMap<Connection, string>();

/** The ids of all connections of this process. */
const own = new Set<string>();

/** Notes a connection that has just been opened, with the id of its handshake. */
export function register(connection: Connection, server: Server): void {
	servers.set(connection, server);
	own.add(String(connection.threadId));
}

/** Notes the id that the server gives for a connection. */
export function registerId(connection: Connection, id: string): void {
	ids.set(connection, id);
	own.add(id);
}

/** The server that a connection leads to; absent for a connection that another module opened. */
export function serverOf(connection: Connection): Server | undefined {
	return servers.get(connection);
}

/** Whether a connection belongs to the lab, or did before. */
export function isOwn(connectionId: string): boolean {
	return own.has(connectionId);
}

/** The connection's id if it was asked for; otherwise that of the handshake, which a proxy may have rewritten. */
export function knownId(connection: Connection): string {
	return ids.get(connection) ?? String(connection.threadId);
}
