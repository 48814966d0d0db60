import {type Connection} from 'mysql2';
import {toFailure} from '../../../server/failure.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {readConnectionId} from '../../../server/connection-id.js';
import {pause} from '../../connections/pause.js';
import {type Settling} from '../contract.js';
import {xaBounds} from '../facts/bounds.js';

/** XAER_NOTA: nobody has such a transaction, or its connection still has it. */
const unknownTransaction = 1397;

/** How often it is tried, and how long the lab waits in between, in ms. */
const tries = 40;
const wait = 50;

/**
Does what a transaction manager does once the connection of an XA transaction is gone: it asks for the transaction, and commits it if it is prepared. It touches no other one.

@throws mysql2's error, when the connection is lost or the transaction can't be ended.
*/
export async function recover(
	connection: Connection,
	{word, log}: Settling,
): Promise<void> {
	const {run} = log.state();
	if (run === undefined || isOver.has(run.transaction)) {
		return;
	}

	const found = await commitPrepared(connection, word);
	log.emit({
		type: 'recovered',
		connectionId: await readConnectionId(connection),
		found,
	});
}

/** The client knows how its transaction has ended. */
const isOver: ReadonlySet<string> = new Set([
	'none',
	'committed',
	'rolled back',
]);

async function commitPrepared(
	connection: Connection,
	word: string,
): Promise<'prepared' | 'nothing'> {
	for (let left = tries; ; left--) {
		const rows = await queryPromptly(connection, 'XA RECOVER');
		if (!rows.some(row => String(row['data']) === word)) {
			return 'nothing';
		}

		try {
			await queryPromptly(connection, xaBounds.commit.sql(word));
			return 'prepared';
		} catch (error: unknown) {
			if (left === 0 || toFailure(error).errno !== unknownTransaction) {
				throw error;
			}
		}

		await pause(wait, new AbortController().signal);
	}
}
