import test from 'ava';
import {createEventLog} from '../../../source/lab/history/event-log.js';
import {
	createWaits,
	LeftWaiting,
} from '../../../source/lab/connections/waits.js';
import {connect} from '../../../source/server/connect.js';
import {type Server} from '../../../source/server/address.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {hangUp, query} from '../../../source/server/statement.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of how long the lab waits on once the user has quit, on one flavour of server. */
export function testQuitting(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour);
		const root = await server.connect();
		await root.query('CREATE SCHEMA quitting');
		await root.query('CREATE TABLE quitting.held (id INT)');
		await root.end();
	});

	test.after.always(async () => {
		await server.stop();
	});

	/** A wait for a statement, which begins when the user has quit. @param afterSent - Called when the statement is on its way. */
	const leftDuring = async (sql: string, afterSent?: () => void) => {
		const target: Server = {
			address: {type: 'socket', path: server.socketPath},
			user: server.user,
		};
		const connection = await connect(target);
		const leave = new AbortController();
		const waits = createWaits({
			log: createEventLog(() => performance.now()),
			server: target,
			leaving: leave.signal,
		});
		leave.abort();
		try {
			await waits.during(
				'drop',
				async () => {
					const answer = query(connection, sql);
					afterSent?.();
					await answer;
				},
				{
					connection: () => connection,
					end() {
						hangUp(connection);
					},
				},
			);
			return 'answered';
		} catch (error: unknown) {
			if (error instanceof LeftWaiting) {
				return 'cut off';
			}

			throw error;
		} finally {
			hangUp(connection);
		}
	};

	test('a server that is at work is waited for, also after the user has quit', async t => {
		t.is(await leftDuring('DO SLEEP(2.5)'), 'answered');
	});

	test('a wait for a lock is cut off before work that does not end', async t => {
		const holder = await server.connect();
		await holder.query('LOCK TABLES quitting.held WRITE');
		const ended: string[] = [];
		await Promise.all(
			['SELECT * FROM quitting.held', 'DO SLEEP(60)'].map(async sql => {
				ended.push(`${sql}: ${await leftDuring(sql)}`);
			}),
		);
		t.deepEqual(ended, [
			'SELECT * FROM quitting.held: cut off',
			'DO SLEEP(60): cut off',
		]);
		holder.destroy();
	});

	test('a program that stood still takes the answer that came meanwhile', async t => {
		const standStill = () => {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
		};

		t.is(
			await leftDuring('DO SLEEP(0.5)', () => {
				setTimeout(standStill, 100);
			}),
			'answered',
		);
	});
}
