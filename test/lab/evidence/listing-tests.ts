import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {blockingTrees, harmOf} from '../../../source/lab/attach/blocking.js';
import {
	type Listing,
	type ListedConnection,
} from '../../../source/lab/attach/listing.js';
import {readAccount} from '../../../source/lab/account/read-account.js';
import {ask} from '../../../source/lab/evidence/ask.js';
import {readListing} from '../../../source/lab/evidence/read-listing.js';
import {connect, disconnect} from '../../../source/server/connect.js';
import {readConnectionId} from '../../../source/server/connection-id.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {until} from '../../helpers/program.js';
import {mariadbPlugins} from '../../helpers/server-plugins.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** What a flavour shows only with something that the sandbox does not have. */
type Shows = {
	/** Who holds a metadata lock. */
	readonly metadata: boolean;
};

/** Looks as `attach` does, through a connection of its own. */
async function look(
	{socketPath}: TestServer,
	flavour: Flavour,
	{user = 'root', hasLiterals = false} = {},
): Promise<Listing> {
	const connection = await connect({
		address: {type: 'socket', path: socketPath},
		user,
	});
	try {
		return await readListing(connection, {
			flavour,
			ownIds: [await readConnectionId(connection)],
			hasLiterals,
			account: await readAccount(connection),
		});
	} finally {
		await disconnect(connection);
	}
}

async function idOf(connection: Connection): Promise<string> {
	const [rows] = await connection.query<RowDataPacket[]>(
		'SELECT CONNECTION_ID() AS id',
	);
	return String(rows[0]?.['id']);
}

/** Looks until something is there. InnoDB's picture of its transactions stays as it is while somebody looks more often than every 0.1 s. */
async function untilSeen<Seen>(
	read: () => Promise<Seen | undefined>,
): Promise<Seen | undefined> {
	let seen: Seen | undefined;
	await until(async () => {
		seen = await read();
		if (seen === undefined) {
			await delay(200);
		}

		return seen !== undefined;
	});
	return seen;
}

function find(
	{connections}: Listing,
	id: string,
): ListedConnection | undefined {
	return connections.find(connection => connection.id === id);
}

/** Tests what one look at a server's connections finds, with real waits. */
export function testListing(flavour: Flavour, version?: string): void {
	let server: TestServer;
	let shows: Shows;

	test.before(async () => {
		const folder =
			flavour === 'mariadb' ? await mariadbPlugins(version) : undefined;
		server = await sandboxServer(flavour, {
			version,
			serverOptions: folder === undefined ? [] : [`--plugin-dir=${folder}`],
		});
		const root = await server.connect();
		shows = {
			metadata:
				flavour === 'mysql' ||
				(await root.query("INSTALL SONAME 'metadata_lock_info'").then(
					() => true,
					() => false,
				)),
		};
		await root.query('CREATE SCHEMA shop');
		await root.query('CREATE TABLE shop.orders (id INT PRIMARY KEY, v INT)');
		await root.query('INSERT INTO shop.orders VALUES (1, 1), (2, 2)');
		await root.query("CREATE USER low IDENTIFIED BY ''");
		await root.end();
	});

	test.after.always(async () => {
		await server.stop();
	});

	/** Opens a connection, and closes it at the end of a test without waiting for what it runs. */
	const opener = (closing: Array<() => void>) => async () => {
		const connection = await server.connect({database: 'shop'});
		closing.push(() => {
			connection.destroy();
		});
		return connection;
	};

	test.serial(
		`${flavour}: a tree of row locks and metadata locks names the idle root`,
		async t => {
			const closing: Array<() => void> = [];
			t.teardown(() => {
				for (const close of closing) {
					close();
				}
			});
			const open = opener(closing);
			const [idle, writer, alter, insert] = [
				await open(),
				await open(),
				await open(),
				await open(),
			];
			const ids = await Promise.all(
				[idle, writer, alter, insert].map(async one => idOf(one)),
			);
			const [root = '', second = '', third = '', fourth = ''] = ids;
			const isWaiting = async (id: string, state: RegExp) =>
				untilSeen(async () => {
					const seen = find(await look(server, flavour), id);
					return seen?.statement?.isRunning === true &&
						(state.test(seen.state) || seen.transaction?.state === 'LOCK WAIT')
						? seen
						: undefined;
				});
			await idle.query('BEGIN');
			await idle.query(
				"UPDATE orders SET v = 9 WHERE id = 1 AND 'hidden' <> ''",
			);
			const waits = [writer.query('UPDATE orders SET v = 8 WHERE id = 1')];
			await isWaiting(second, /never/);
			waits.push(alter.query('ALTER TABLE orders ADD z INT, ALGORITHM = COPY'));
			await isWaiting(third, /metadata lock/);
			waits.push(insert.query('INSERT INTO orders (id) VALUES (7)'));
			await isWaiting(fourth, /metadata lock/);
			const ended = Promise.allSettled(waits);

			const listing = await look(server, flavour);
			const sleeping = find(listing, root);
			t.like(sleeping, {
				kind: 'client',
				user: 'root',
				schema: 'shop',
				command: 'Sleep',
				transaction: {rows: 1, state: 'RUNNING'},
			});
			t.is(find(listing, second)?.transaction?.state, 'LOCK WAIT');
			t.false(JSON.stringify(listing).includes('hidden'));
			const harm = harmOf(listing.waits);
			const [tree] = blockingTrees(listing.waits);
			const below = tree?.blocked.find(({id}) => id === third)?.blocked;
			t.is(tree?.id, root);
			t.deepEqual(
				{
					gaps: listing.gaps.map(({what}) => what),
					harm: harm.get(root),
					waiters: tree?.blocked.map(({id}) => id).toSorted(),
					below: below?.map(({id, wait}) => [id, wait?.lock, wait?.object]),
				},
				shows.metadata
					? {
							gaps: [],
							harm: 3,
							waiters: [second, third].toSorted(),
							below: [[fourth, 'metadata', 'shop.orders']],
						}
					: {
							gaps: ['metadata locks'],
							harm: 1,
							waiters: [second],
							below: undefined,
						},
			);

			await idle.query('ROLLBACK');
			await ended;
			t.true(
				await untilSeen(async () => {
					const {waits} = await look(server, flavour);
					return waits.length === 0 ? true : undefined;
				}),
			);
		},
	);

	test.serial(
		`${flavour}: a row lock of a prepared XA transaction has no connection`,
		async t => {
			const closing: Array<() => void> = [];
			t.teardown(() => {
				for (const close of closing) {
					close();
				}
			});
			const open = opener(closing);
			const xa = await open();
			const owner = await idOf(xa);
			await xa.query("XA START 'held'");
			await xa.query('UPDATE orders SET v = 5 WHERE id = 2');
			await xa.query("XA END 'held'");
			await xa.query("XA PREPARE 'held'");
			xa.destroy();
			const root = await open();
			await untilSeen(async () => {
				const {connections} = await look(server, flavour);
				return connections.some(({id}) => id === owner) ? undefined : true;
			});
			const waiter = await open();
			const id = await idOf(waiter);
			const waiting = waiter.query('UPDATE orders SET v = 6 WHERE id = 2');
			const wait = await untilSeen(async () => {
				const {waits} = await look(server, flavour);
				return waits.find(({waiter}) => waiter === id);
			});
			t.deepEqual(wait, {waiter: id, lock: 'row'});
			await root.query("XA ROLLBACK 'held'");
			await waiting;
		},
	);

	test.serial(
		`${flavour}: what it runs itself is marked, and the server's own threads are nobody's`,
		async t => {
			const listing = await look(server, flavour);
			t.is(listing.connections.filter(({isOwn}) => isOwn).length, 1);
			t.true(listing.took > 0);
			for (const {command, kind} of listing.connections) {
				t.is(command === 'Daemon', kind !== 'client');
			}
		},
	);

	test.serial(
		`${flavour}: an account without privileges sees its own, and is told what would show more`,
		async t => {
			const listing = await look(server, flavour, {user: 'low'});
			t.deepEqual(
				listing.connections.map(({user, isOwn}) => [user, isOwn]),
				[['low', true]],
			);
			const remedies = new Map(
				listing.gaps.map(({what, remedy, failure}) => [
					what,
					failure && remedy,
				]),
			);
			t.regex(
				remedies.get('transactions') ?? '',
				/^GRANT PROCESS ON \*\.\* TO 'low'@'%'$/,
			);
			t.truthy(remedies.get('connections'));
			t.truthy(remedies.get('row locks'));
		},
	);

	test.serial(
		`${flavour}: values are shown only when they are asked for`,
		async t => {
			const connection = await server.connect({database: 'shop'});
			const id = await idOf(connection);
			const running = connection.query("SELECT SLEEP(60), 'my secret'");
			const shown = async (hasLiterals: boolean) =>
				untilSeen(async () => {
					const seen = find(await look(server, flavour, {hasLiterals}), id);
					return seen?.statement?.isRunning ? seen.statement.text : undefined;
				});
			t.notRegex((await shown(false)) ?? '', /secret|^$/);
			t.regex((await shown(true)) ?? '', /my secret/);
			const root = await server.connect();
			await root.query(`KILL ${id}`);
			await root.end();
			await t.throwsAsync(running);
		},
	);

	test.serial(
		`${flavour}: a read that somebody breaks off is no empty answer`,
		async t => {
			const {socketPath} = server;
			const connection = await connect({
				address: {type: 'socket', path: socketPath},
				user: 'root',
			});
			t.teardown(async () => disconnect(connection));
			const id = await readConnectionId(connection);
			const columns = 'information_schema.COLUMNS';
			const reading = t.throwsAsync(
				ask(
					connection,
					`SELECT COUNT(*) FROM ${columns} AS a, ${columns} AS b, ${columns} AS c`,
					{what: 'statements'},
				),
				{code: 'ER_QUERY_INTERRUPTED'},
			);
			await untilSeen(async () => {
				const seen = find(await look(server, flavour), id);
				return seen?.statement?.isRunning;
			});
			const root = await server.connect();
			await root.query(`KILL QUERY ${id}`);
			await root.end();
			await reading;
		},
	);
}
