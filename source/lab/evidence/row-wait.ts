import {type RowDataPacket} from 'mysql2';
import {type LockWait, type OpenTransaction} from '../attach/listing.js';
import {textOf} from './ask.js';

/** A wait of one of InnoDB's transactions, `waiter`, for another, `blocker`, as one of their connections. One whose connection is not known waits for nobody that could be shown. */
export function rowWait(
	row: RowDataPacket,
	transactions: readonly OpenTransaction[],
): readonly LockWait[] {
	const ownerOf = (name: string) =>
		transactions.find(({transactionId}) => transactionId === textOf(row, name))
			?.connectionId;
	const waiter = ownerOf('waiter');
	const blocker = ownerOf('blocker');
	return waiter === undefined
		? []
		: [{waiter, ...(blocker !== undefined && {blocker}), lock: 'row'}];
}
