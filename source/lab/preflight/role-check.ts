import {formatDuration} from '../../format.js';
import {inFull} from '../../wording/surrounding-words.js';
import {
	takesWrites,
	type Surrounding,
	type SurroundingType,
} from '../events/surroundings.js';
import {type Finding} from '../events/finding.js';
import {surroundingsOf, type SurroundingReadings} from './surroundings.js';

/** Whether the server's role forbids writing there. The account's privileges are another matter. */
export function isForReading(readings: SurroundingReadings): boolean {
	return surroundingsOf(readings).some(
		surrounding => !takesWrites(surrounding),
	);
}

/** What the server is part of. A role that does not take writes stops the run, and the advice never makes the server writable. */
export function checkRole(readings: SurroundingReadings): readonly Finding[] {
	const surroundings = surroundingsOf(readings);
	const isAlone = !surroundings.some(({type, ...rest}) =>
		['replica', 'group', 'galera'].includes('what' in rest ? rest.what : type),
	);
	return [
		...(isAlone
			? [{type: 'ok' as const, what: names.replica, value: 'not a replica'}]
			: []),
		...surroundings.map(surrounding => toFinding(surrounding)),
	];
}

/** The name of each in the first column. */
const names: Readonly<Record<Exclude<SurroundingType, 'hidden'>, string>> = {
	replica: 'replication',
	source: 'replicas',
	'semi-sync': 'semi-sync',
	group: 'Group Replication',
	galera: 'Galera',
	'thread-pool': 'thread pool',
};

function toFinding(surrounding: Surrounding): Finding {
	switch (surrounding.type) {
		case 'hidden': {
			const {what, ...hidden} = surrounding;
			return {...hidden, what: names[what]};
		}

		case 'replica': {
			return checkReplica(surrounding);
		}

		case 'group': {
			return checkMember(surrounding);
		}

		case 'galera': {
			return checkNode(surrounding);
		}

		case 'source':
		case 'semi-sync':
		case 'thread-pool': {
			return {
				type: 'ok',
				what: names[surrounding.type],
				value: inFull(surrounding),
				note: noteOn(surrounding),
			};
		}
	}
}

type Of<Type extends SurroundingType> = Extract<
	Surrounding,
	{readonly type: Type}
>;

function checkReplica(replica: Of<'replica'>): Finding {
	const what = names.replica;
	const value = inFull(replica);
	if (takesWrites(replica)) {
		return {
			type: 'warning',
			what,
			value,
			needed: 'not a replica',
			why: 'what the lab writes here goes to the other one too, and what somebody writes there at the same time may conflict with it',
			mend: {
				type: 'advice',
				instead:
					'make sure that this is the one of the two that takes the writes',
			},
		};
	}

	const addresses = replica.sources.map(({address}) => address).join(' or ');
	return {
		type: 'stop',
		what,
		value,
		needed: 'a server that takes the writes',
		why: 'anything written here, even a GRANT, is missing on its source: it is an errant transaction, and breaks the next failover to this server',
		mend: {
			type: 'advice',
			instead:
				addresses === ''
					? 'connect to its source'
					: `connect to its source: ${addresses}, as the replica knows it`,
		},
	};
}

function checkMember(member: Of<'group'>): Finding {
	const what = names.group;
	const value = inFull(member);
	if (takesWrites(member)) {
		return {
			type: 'ok',
			what,
			value,
			note: 'the group certifies each COMMIT, which may fail there',
		};
	}

	const {primary, state} = member;
	return {
		type: 'stop',
		what,
		value,
		needed: 'the PRIMARY',
		why:
			state === 'ONLINE'
				? 'a secondary is for reading: anything written here, even a GRANT, makes it diverge from its group'
				: `a member that is ${state} takes no part in what its group decides, and anything written here may keep it out`,
		mend: {
			type: 'advice',
			instead:
				primary === undefined
					? 'connect to a member that is ONLINE and takes the writes'
					: `connect to the primary: ${primary}, as the group knows it`,
		},
	};
}

function checkNode(node: Of<'galera'>): Finding {
	const what = names.galera;
	const value = inFull(node);
	return takesWrites(node)
		? {
				type: 'ok',
				what,
				value,
				note: 'the cluster certifies each COMMIT, which may fail there',
			}
		: {
				type: 'stop',
				what,
				value,
				needed: 'Synced, Primary',
				why: 'the node is not in sync with its cluster',
				mend: {
					type: 'advice',
					instead: 'connect to a node that is',
				},
			};
}

function noteOn(
	surrounding: Of<'semi-sync' | 'source' | 'thread-pool'>,
): string {
	switch (surrounding.type) {
		case 'source': {
			return 'what the lab writes goes to them too, including its CREATE, TRUNCATE and DROP';
		}

		case 'semi-sync': {
			return surrounding.isOn
				? `COMMIT, CREATE, TRUNCATE and DROP wait for a replica, for at most ${formatDuration(surrounding.timeout)}`
				: 'it waits again once a replica has caught up';
		}

		case 'thread-pool': {
			return surrounding.extra
				? 'a KILL waits for a pool thread like any statement, unless the lab may use the extra port'
				: "a KILL waits for a pool thread like any statement; extra_port in MariaDB's configuration gives it a port of its own";
		}
	}
}
