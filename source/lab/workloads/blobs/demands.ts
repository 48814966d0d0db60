import {formatBytes} from '../../../format.js';
import {type RunPlan} from '../../events/run-plan.js';
import {largestPacket, type Demands} from '../../preflight/demands.js';
import {type Protocol} from '../../upload/protocol.js';
import {blobsOptions} from './options.js';
import {blobsTable} from './table.js';

const megabyte = 1024 ** 2;

/** What one insert adds to its file, in bytes: names, hash, headers, events around it. Generous: 420 were measured. */
const overhead = 1024;

/**
The bytes of a random file's byte in the text of a statement that the binary log holds, where quotes, backslashes and what else needs it are escaped [measured: MySQL 9.7, MariaDB 10.11]. With the text protocol it holds the two hexadecimal digits that were sent.
*/
const escaped = {mysql: 1.206, mariadb: 1.457} as const;

/** The memory that the server counts for an INSERT, by each byte of its file, and what a connection has besides [measured: MySQL 9.7, files of 1 to 16 MB: 3.5, 2.5 and 7.1, and 1.1 MB]. */
const counted: Readonly<Record<Protocol, number>> = {
	binary: 3.6,
	'long-data': 2.6,
	text: 7.4,
};

const besides = 2 * megabyte;

/** What a run of this plan needs of a server. */
export function demandsOf(plan: RunPlan): Demands {
	const {schema, autocommit} = plan;
	const {files, size, protocol} = blobsOptions(plan);
	const isText = protocol === 'text';
	const inTransaction = autocommit ? 1 : files;
	const row = size + overhead;
	const logged = (growth: number) =>
		Math.ceil(size * (isText ? 2 : growth)) + overhead;
	const most = largestPacket - overhead;
	return {
		place: {schema, design: blobsTable},
		// TRUNCATE and the clean-up need DROP.
		privileges: ['CREATE', 'DROP', 'INSERT', 'SELECT'],
		privilegesWhy:
			'the lab creates a table there, fills it, reads it and drops it',
		// Control, observer, work.
		connections: 3,
		hourly: {
			// Measured: 38 to open and 5 to close, and 18 and 5 for each file of a run of 5, with MySQL 9.7 and MariaDB 10.11. As many again are for kills, the looks that a planned kill waits for, and those at the end.
			queries: 250 + 8 * files,
			// CREATE, TRUNCATE and DROP, and the end of the transaction.
			updates: files + 8,
			// One to replace a lost one.
			connections: 4,
		},
		statements: files,
		statement: {
			// As text, a byte becomes two hexadecimal digits.
			packet: (isText ? 2 * size : size) + overhead,
			packetWhy: `a file of ${formatBytes(size)} is one packet with the ${protocol} protocol`,
			fitting: `choose a --size of at most ${isText ? Math.floor(most / 2) : most} bytes`,
			smaller: 'choose a smaller --size',
			memory: Math.ceil(counted[protocol] * size + besides),
			value: size,
			logged: {
				mysql: logged(escaped.mysql),
				mariadb: logged(escaped.mariadb),
				row,
			},
			...(!isText && {
				prepared: {
					why: `the ${protocol} protocol prepares each INSERT`,
					instead: 'use --protocol text',
				},
			}),
		},
		transaction: {
			statements: inTransaction,
			bytes: inTransaction * row,
			row: 'file',
			smaller: 'choose fewer --files or a smaller --size',
			fewer: rows => `choose --files ${rows} or fewer`,
		},
		data: files * size,
	};
}
