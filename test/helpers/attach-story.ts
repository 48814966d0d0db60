import {
	type AttachEvent,
	type AttachEventBody,
} from '../../source/lab/attach/attach-event.js';
import {
	unopened,
	type AttachState,
} from '../../source/lab/attach/attach-state.js';
import {
	type ListedConnection,
	type Listing,
	type OpenTransaction,
} from '../../source/lab/attach/listing.js';
import {reduceAttach} from '../../source/lab/attach/reduce-attach.js';
import {
	type FirstLook,
	type VictimLook,
} from '../../source/lab/attach/victim.js';
import {plainRoute} from '../../source/lab/kills/route.js';

/** A client's connection that runs an UPDATE. */
export function connectionOf(
	id: string,
	rest: Partial<ListedConnection> = {},
): ListedConnection {
	return {
		id,
		kind: 'client',
		user: 'app',
		host: '10.1.4.7:50112',
		schema: 'shop',
		command: 'Query',
		seconds: 843,
		state: 'updating',
		statement: {
			text: 'UPDATE orders SET total = total * ? WHERE created_at < ?',
			isRunning: true,
		},
		...rest,
	};
}

/** The transaction of connection 42. */
export const openTransaction: OpenTransaction = {
	transactionId: '1560',
	connectionId: '42',
	age: 845,
	rows: 2_310_400,
	state: 'RUNNING',
};

/** A look that finds connection 42 at work. */
export function lookAt(
	at: number,
	{
		rows = openTransaction.rows,
		state = 'RUNNING',
		connection = {},
	}: {
		readonly rows?: number;
		readonly state?: string;
		readonly connection?: Partial<ListedConnection>;
	} = {},
): FirstLook {
	return {
		at,
		thread: {
			type: 'listed',
			threadId: '90',
			statementNumber: '7',
			connection: connectionOf('42', connection),
		},
		transaction: {...openTransaction, rows, state},
	};
}

/** A look that finds neither the connection nor its transaction. */
export function lookAtNothing(at: number): VictimLook {
	return {at, thread: {type: 'gone'}};
}

/** Connection 42 blocks two, the second through the first; others do nothing. */
export const busyListing: Listing = {
	connections: [
		connectionOf('42'),
		connectionOf('43', {
			user: 'web',
			seconds: 130,
			statement: {
				text: 'UPDATE orders SET v = ? WHERE id = ?',
				isRunning: true,
			},
		}),
		connectionOf('50', {
			user: 'admin',
			seconds: 118,
			state: 'Waiting for table metadata lock',
			statement: {
				text: 'ALTER TABLE orders ADD COLUMN note TEXT',
				isRunning: true,
			},
		}),
		connectionOf('51', {
			command: 'Sleep',
			state: '',
			seconds: 3,
			statement: {text: 'SELECT ?', isRunning: false},
		}),
		connectionOf('5', {
			kind: 'event',
			user: 'event_scheduler',
			host: 'localhost',
			command: 'Daemon',
			state: 'Waiting on empty queue',
			seconds: 86_000,
		}),
		connectionOf('60', {
			user: 'root',
			host: 'localhost',
			seconds: 0,
			state: 'executing',
			isOwn: true,
		}),
	].map(connection =>
		connection.id === '42'
			? {
					...connection,
					transaction: {age: 845, rows: 2_310_400, state: 'RUNNING'},
				}
			: connection,
	),
	waits: [
		{waiter: '43', blocker: '42', lock: 'row'},
		{waiter: '50', blocker: '43', lock: 'metadata', object: 'shop.orders'},
	],
	gaps: [],
	took: 6,
};

/** A state after some events: each is followed by the ms until the next one. */
export function attachStory(
	...events: ReadonlyArray<AttachEventBody | number>
): {readonly state: AttachState; readonly now: number} {
	let state = unopened;
	let now = 1000;
	for (const event of events) {
		if (typeof event === 'number') {
			now += event;
		} else {
			const stamped: AttachEvent = {...event, at: now};
			state = reduceAttach(state, stamped);
		}
	}

	return {state, now};
}

/** The beginning of each: the server can be used, and was looked at once. */
export const opened: readonly AttachEventBody[] = [
	{
		type: 'opened',
		server: {
			product: 'MySQL 9.7.4',
			flavour: 'mysql',
			address: 'db.example.com',
			account: "'ops'@'%'",
		},
		route: plainRoute,
		isWatchOnly: false,
	},
	{type: 'listed', listing: busyListing, pause: 1000},
];
