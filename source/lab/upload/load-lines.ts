import {type Connection} from 'mysql2';
import {noFile} from '../../server/local-infile.js';
import {concatenate, utf8} from './bytes.js';
import {Framer, packetHeader} from './framing.js';
import {
	established,
	runRawCommand,
	usesQueryAttributes,
} from './mysql2-internals.js';
import {type Pacer} from './pacer.js';
import {Pump} from './pump.js';
import {queryStart} from './query-packet.js';

/** A LOAD DATA LOCAL whose lines are made as they are sent. */
export type LinesToLoad = {
	readonly sql: string;
	/** The name of the file in that statement: there is none. */
	readonly name: string;
	/** The lines, in pieces that are made when they are asked for. */
	readonly pieces: AsyncIterable<Uint8Array>;
	readonly pacer: Pacer;
	/** Called with the bytes that the kernel has taken so far, after each slice. The server inserts their rows meanwhile. */
	readonly onProgress: (bytes: number) => void;
};

/**
Runs LOAD DATA LOCAL, and resolves with the number of rows that it loaded.

mysql2's own `infileStreamFactory` is not enough: if the server answers with an error before the last line, mysql2 goes on to send lines, also into the next statement [measured: mysql2 3.24.6]. Here that ends the connection.

@throws An error with the code `LOCAL_INFILE` when the server asks for any other file: it gets nothing, and the connection is destroyed.
@throws mysql2's error: the server's, with its `errno`, or the connection's.
*/
export async function loadLines(
	connection: Connection,
	{sql, name, pieces, pacer, onProgress}: LinesToLoad,
): Promise<number> {
	// A lost connection without a listener would end the process; here the promise reports it.
	const listener = () => undefined;
	connection.on('error', listener);
	try {
		await established(connection);
		const query = concatenate(
			queryStart(usesQueryAttributes(connection)),
			utf8(sql),
		);
		const framer = new Framer(query.length);
		let areLinesOwed = false;
		return await runRawCommand(connection, {
			isComplete: () => framer.isComplete && !areLinesOwed,
			async send({stream}) {
				// Not paced: it is short, and the server must be seen waiting for the lines.
				stream.write(concatenate(...framer.frame(query)));
			},
			async sendFile(asked, turn) {
				areLinesOwed = true;
				if (asked !== name) {
					throw noFile();
				}

				const pump = new Pump({...turn, pacer, onProgress});
				let packet = firstPacket;
				const header = (length: number) => packetHeader(length, packet++ % 256);
				await pump.sendFile(pieces, slice =>
					cut(slice).flatMap(part => [header(part.length), part]),
				);
				await pump.send(() => {
					areLinesOwed = false;
					return [header(0)];
				});
			},
		});
	} finally {
		connection.off('error', listener);
	}
}

/** The most bytes of lines in one packet: it must be smaller than `max_allowed_packet`, here too, or the server closes the connection [measured: MySQL 9.7, MariaDB 10.11]. */
export const linesPacket = 8 * 1024;

function cut(slice: Uint8Array): readonly Uint8Array[] {
	return Array.from(
		{length: Math.ceil(slice.length / linesPacket)},
		(_, part) => slice.subarray(part * linesPacket, (part + 1) * linesPacket),
	);
}

/** The number of the first packet with lines: the statement and the server's request come before it. */
const firstPacket = 2;
