import {setTimeout as wait} from 'node:timers/promises';
import {type Connection} from 'mysql2';
import {type AttachLog} from '../../lab/attach/attach-log.js';
import {type Condition} from '../../lab/attach/filter.js';
import {listedRows} from '../../lab/attach/listed-rows.js';
import {readListing} from '../../lab/evidence/read-listing.js';
import {type VictimChoice} from '../../lab/evidence/read-victim.js';
import {Refusal} from '../../refusal.js';

/** Between two looks, in ms. */
const interval = 1000;

/**
Waits until a connection is as it has to be.

@throws {Refusal} when it ends before that, or the user quits; mysql2's error, when the own connection is lost.
*/
export async function untilMoment(
	connection: Connection,
	{connectionId, ...choice}: VictimChoice,
	{
		conditions,
		leaving,
		log,
	}: {
		readonly conditions: readonly Condition[];
		/** Aborted when the user quits. */
		readonly leaving: AbortSignal;
		readonly log: AttachLog;
	},
): Promise<void> {
	for (;;) {
		const listing = await readListing(connection, {...choice, ownIds: []});
		log.emit({type: 'listed', listing, pause: interval});
		if (listedRows(listing, conditions).some(({id}) => id === connectionId)) {
			return;
		}

		if (!listing.connections.some(({id}) => id === connectionId)) {
			throw new Refusal(
				`Connection ${connectionId} has ended before the moment came. Nothing was sent.`,
			);
		}

		try {
			await wait(interval, undefined, {signal: leaving});
		} catch {
			// The user quits.
			throw new Refusal('Nothing was sent.');
		}
	}
}
