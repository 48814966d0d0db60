import {type Connection} from 'mysql2';
import {formatBytes} from '../format.js';
import {Refusal} from '../refusal.js';
import {query} from '../server/connect.js';
import {type Protocol} from './workload/upload.js';

/** What a statement has besides the file: names, hash, headers. Generous. */
const statementOverhead = 1024;

/** The largest value that `max_allowed_packet` can have [manual]. */
const largestPacket = 1024 ** 3;

/** The `max_allowed_packet` that the insert of one file needs, in bytes. As text, a byte becomes two hexadecimal digits. */
export function neededPacket(protocol: Protocol, size: number): number {
	return (protocol === 'text' ? 2 * size : size) + statementOverhead;
}

/**
Checks, before anything is written, that the server will take a statement of that size. An oversized upload would else end in a broken pipe in its midst.

@throws {Refusal} when it would not.
*/
export async function checkPacketSize(
	connection: Connection,
	protocol: Protocol,
	size: number,
): Promise<void> {
	const needed = neededPacket(protocol, size);
	const most = largestPacket - statementOverhead;
	const largestFile = protocol === 'text' ? Math.floor(most / 2) : most;
	if (needed > largestPacket) {
		throw new Refusal(
			`--size ${formatBytes(size)} is more than the ${protocol} protocol can send in one statement. Choose at most ${Math.floor(largestFile / 1024 ** 2)}MB.`,
		);
	}

	const [row] = await query(connection, 'SELECT @@max_allowed_packet AS bytes');
	const allowed = Number(row?.['bytes']);
	if (needed > allowed) {
		throw new Refusal(
			`max_allowed_packet is ${allowed} bytes on this server, and a file of ${formatBytes(size)} needs ${needed} with the ${protocol} protocol. Run SET GLOBAL max_allowed_packet = ${largestPacket} there, or choose a smaller --size.`,
		);
	}
}
