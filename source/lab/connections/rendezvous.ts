import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {readConnectionId} from '../../server/connection-id.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {toFailure} from '../../server/failure.js';
import {
	describeFingerprint,
	isSameServer,
	readFingerprint,
	type Fingerprint,
} from '../../server/fingerprint.js';
import {type FillRandom} from '../../random.js';

/** Where connections meet: a named lock that one of them holds while it lives. */
export type Rendezvous = {
	/** The lock's name; nobody else knows it. */
	readonly lock: string;
	/** The id that its holder reports for itself. */
	readonly connectionId: string;
	readonly server: Fingerprint;
};

/**
Takes the lock by which other connections can find this one.

@param nonce - A word that nobody else chooses.
@throws {Refusal} when the server does not grant locks; mysql2's error, when the connection is lost.
*/
export async function openRendezvous(
	connection: Connection,
	nonce: string,
): Promise<Rendezvous> {
	const lock = `kill-lab ${nonce}`;
	const connectionId = await readConnectionId(connection);
	const server = await readFingerprint(connection);
	const [row] = await takeLock(connection, lock, server);
	if (String(row?.['taken']) !== '1') {
		throw new Refusal(
			`The server ${describeFingerprint(server)} did not grant the lock that the lab uses to prove that its connections are on one server.`,
		);
	}

	return {lock, connectionId, server};
}

/** A word for a rendezvous that nobody else chooses. */
export async function makeNonce(fill: FillRandom): Promise<string> {
	const bytes = new Uint8Array(16);
	await fill(bytes);
	return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** 1235: not supported yet; 1105: Percona XtraDB Cluster in its strict mode. */
const noLocks = new Set([1105, 1235]);

async function takeLock(
	connection: Connection,
	lock: string,
	server: Fingerprint,
) {
	try {
		return await queryPromptly(connection, 'SELECT GET_LOCK(?, 0) AS taken', [
			lock,
		]);
	} catch (error: unknown) {
		const {errno, message} = toFailure(error);
		throw noLocks.has(errno ?? 0)
			? new Refusal(
					`The server ${describeFingerprint(server)} refuses GET_LOCK, which the lab uses to prove that its connections are on one server: ${message}. Use a server that supports it.`,
					{cause: error},
				)
			: error;
	}
}

/**
Checks whether a connection sees the lock, and who holds it there.

@returns `undefined` when both connections are on one server, and the id is the one that a KILL there needs. Otherwise what was found.
@throws mysql2's error, when the connection is lost.
*/
export async function meet(
	connection: Connection,
	{lock, connectionId, server}: Rendezvous,
): Promise<string | undefined> {
	const [row] = await queryPromptly(
		connection,
		'SELECT CAST(IS_USED_LOCK(?) AS CHAR) AS holder',
		[lock],
	);
	const holder: unknown = row?.['holder'];
	if (holder === connectionId) {
		return undefined;
	}

	return typeof holder === 'string'
		? `A proxy gives connections different ids than the server does: it says ${connectionId} for the connection that the server ${describeFingerprint(server)} calls ${holder}. A KILL could hit someone else's connection. Connect to the server directly.`
		: describeStranger(server, await readFingerprint(connection));
}

/**
Like {@link meet}, for callers that can't go on without it.

@throws {Refusal} that says what was found instead; mysql2's error, when the connection is lost.
*/
export async function mustMeet(
	connection: Connection,
	rendezvous: Rendezvous,
): Promise<void> {
	const objection = await meet(connection, rendezvous);
	if (objection !== undefined) {
		throw new Refusal(objection);
	}
}

function describeStranger(server: Fingerprint, other: Fingerprint): string {
	return isSameServer(server, other)
		? `Two connections both reach ${describeFingerprint(server)}, but one does not see the other's lock there: a proxy seems to share its connections among clients. A KILL could hit someone else's connection. Connect to the server directly.`
		: `Two connections reached different servers, ${describeFingerprint(server)} and ${describeFingerprint(other)}: there is a load balancer or a reader endpoint in between. A KILL sent to one does nothing on the other. Name a single server with -h.`;
}

/**
Proves, before anything is written, that two connections lead to one server.

@returns Where the first one can be met from now on.
@throws {Refusal} when they do not; mysql2's error, when one of them is lost.
*/
export async function proveOneServer(
	one: Connection,
	other: Connection,
	fill: FillRandom,
): Promise<Rendezvous> {
	const rendezvous = await openRendezvous(one, await makeNonce(fill));
	await mustMeet(other, rendezvous);
	return rendezvous;
}
