import {surroundingOf, takesWrites} from '../events/surroundings.js';
import {surroundingsOf, type SurroundingReadings} from './surroundings.js';

/**
Whether the lab's table may belong to a lab that runs on another server: one that takes writes too, or did until a moment ago. The named lock that keeps two labs off one table is known only to its own server [measured: Galera and Group Replication of three].

Pure.
*/
export function isWrittenElsewhere(readings: SurroundingReadings): boolean {
	const surroundings = surroundingsOf(readings);
	const galera = surroundingOf(surroundings, 'galera');
	const group = surroundingOf(surroundings, 'group');
	const replica = surroundingOf(surroundings, 'replica');
	return (
		(galera !== undefined && galera.size > 1) ||
		// With a single primary too: it may have become primary during a run on the one before.
		(group !== undefined && group.members > 1) ||
		isHiddenGroup(readings) ||
		// Two that replicate from each other.
		(replica !== undefined && takesWrites(replica))
	);
}

/** A group that this account does not see: everybody can read its name. */
function isHiddenGroup({groupMember, variables}: SurroundingReadings): boolean {
	return (
		groupMember.type === 'hidden' &&
		(variables.get('group_replication_group_name') ?? '') !== ''
	);
}
