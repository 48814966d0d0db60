import {type LockWait, type WaitedLock} from './listing.js';

/** A metadata lock as performance_schema lists it, of a connection. */
export type MetadataLock = {
	/** The connection's id; absent: it is no connection's. */
	readonly owner?: string;
	/** Such as `TABLE`, `SCHEMA`, `GLOBAL`, `USER LEVEL LOCK`. */
	readonly objectType: string;
	/** Its name as the server writes it, such as `shop.orders`; empty: there is one only. */
	readonly object: string;
	/** Such as `SHARED_READ`. */
	readonly type: string;
	readonly isGranted: boolean;
};

/**
The locks on an object that a request is not granted beside [sql/mdl.cc of MySQL 8.4, `m_granted_incompatible` of object locks and of scoped locks]. A type that is not listed conflicts with every other.
*/
const conflicts: ReadonlyMap<string, readonly string[]> = new Map([
	['INTENTION_EXCLUSIVE', ['SHARED', 'EXCLUSIVE']],
	['SHARED', ['INTENTION_EXCLUSIVE', 'EXCLUSIVE']],
	['SHARED_HIGH_PRIO', ['EXCLUSIVE']],
	['SHARED_READ', ['SHARED_NO_READ_WRITE', 'EXCLUSIVE']],
	[
		'SHARED_WRITE',
		[
			'SHARED_READ_ONLY',
			'SHARED_NO_WRITE',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
	[
		'SHARED_WRITE_LOW_PRIO',
		[
			'SHARED_READ_ONLY',
			'SHARED_NO_WRITE',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
	[
		'SHARED_UPGRADABLE',
		[
			'SHARED_UPGRADABLE',
			'SHARED_NO_WRITE',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
	[
		'SHARED_READ_ONLY',
		[
			'SHARED_WRITE',
			'SHARED_WRITE_LOW_PRIO',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
	[
		'SHARED_NO_WRITE',
		[
			'SHARED_WRITE',
			'SHARED_WRITE_LOW_PRIO',
			'SHARED_UPGRADABLE',
			'SHARED_NO_WRITE',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
	[
		'SHARED_NO_READ_WRITE',
		[
			'SHARED_READ',
			'SHARED_WRITE',
			'SHARED_WRITE_LOW_PRIO',
			'SHARED_UPGRADABLE',
			'SHARED_READ_ONLY',
			'SHARED_NO_WRITE',
			'SHARED_NO_READ_WRITE',
			'EXCLUSIVE',
		],
	],
]);

const waitedLocks: ReadonlyMap<string, WaitedLock> = new Map([
	['USER LEVEL LOCK', 'user'],
	['GLOBAL', 'global'],
	['COMMIT', 'global'],
	['BACKUP LOCK', 'global'],
]);

/**
Who waits for whom. A request waits for those that have the object; if none of these is in its way, for those that ask for it with a stronger lock and stand before it in the queue. Pure.

@param locks - Of each object that somebody waits for, all of them, those that wait in the order in which the server lists them.
*/
export function metadataWaits(
	locks: readonly MetadataLock[],
): readonly LockWait[] {
	return locks
		.filter(({isGranted}) => !isGranted)
		.flatMap(wanted => {
			const {owner: waiter, objectType, object} = wanted;
			if (waiter === undefined) {
				return [];
			}

			const others = locks.filter(
				other =>
					other.objectType === objectType &&
					other.object === object &&
					other.owner !== waiter &&
					isInTheWay(wanted, other),
			);
			const holders = others.filter(({isGranted}) => isGranted);
			const blockers = holders.length > 0 ? holders : others;
			return [...new Set(blockers.map(({owner}) => owner))].map(blocker => ({
				waiter,
				...(blocker !== undefined && {blocker}),
				lock: waitedLocks.get(objectType) ?? 'metadata',
				...(object !== '' && {object}),
			}));
		});
}

/** One that waits too is in the way only of what would be in its way if it had the lock. */
function isInTheWay(wanted: MetadataLock, other: MetadataLock): boolean {
	const isConflict = conflicts.get(wanted.type)?.includes(other.type) ?? true;
	return isConflict && (other.isGranted || isStronger(other, wanted));
}

function isStronger(one: MetadataLock, other: MetadataLock): boolean {
	return strength(one) > strength(other);
}

/** How many others a lock is in the way of. */
function strength({type}: MetadataLock): number {
	return conflicts.get(type)?.length ?? Infinity;
}
