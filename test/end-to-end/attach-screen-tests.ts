import {Buffer} from 'node:buffer';
import test, {type ExecutionContext} from 'ava';
import mysql, {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type Flavour} from '../../source/server/flavour.js';
import {patience, startProgram, type Program} from '../helpers/program.js';
import {loginThrough, renumber, startProxy} from '../helpers/proxy.js';
import {restartableServer} from '../helpers/restartable-server.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {all} from '../helpers/terminal.js';
import {ignore, openVictim, statementsLike} from '../helpers/victims.js';

const escape = '\u001B';
const enter = '\r';
const interrupt = '\u0003';

/** What the flavours tell of a KILL QUERY that ended a statement: MySQL keeps a record of it. */
const proved: Readonly<Record<Flavour, RegExp>> = {
	mysql: /Proved: the statement has ended \(interrupted\)/,
	mariadb: /Proved: the statement has ended\. /,
};

/** What the program has asked the terminal to put on the clipboard last. */
function clipboardOf(program: Program): string {
	const [text = ''] =
		program.output().split(']52;c;').at(-1)?.split('\u0007') ?? [];
	return Buffer.from(text, 'base64').toString();
}

/** A second has passed since the first press of a key: the next one is a decision. */
function decided(key: string): RegExp {
	return new RegExp(`Press ${key} again within [1-9] s`);
}

/** Arms a kill and sends it. */
async function pressTwice(program: Program, key: string): Promise<void> {
	program.press(key);
	await program.waitFor(decided(key));
	program.press(key);
}

/** Types a filter as a person does: what comes at once is taken for a paste. */
async function typeFilter(program: Program, filter: string): Promise<void> {
	program.press('/');
	await program.waitFor(lines => lines.some(line => line.includes(' /')));
	program.press('\u0015');
	await program.waitFor(/^ \/▏/);
	let typed = '';
	for (const character of filter) {
		program.press(character);
		typed += character;
		const shown = ` /${typed}▏`;
		await program.waitFor(lines => lines.includes(shown));
	}
}

/** Tests attach on the screen, on one flavour of server. */
export function testAttachScreen(flavour: Flavour): void {
	let server: TestServer;
	let root: Connection;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			tcp: true,
			serverOptions: [
				'--general-log=ON',
				'--log-output=TABLE',
				'--event-scheduler=ON',
			],
		});
		root = await server.connect();
		for (const statement of [
			'CREATE SCHEMA shop',
			'CREATE TABLE shop.orders (id INT PRIMARY KEY, v INT)',
			'INSERT INTO shop.orders VALUES (1, 0), (2, 0), (3, 0)',
			"CREATE USER app IDENTIFIED BY ''",
			'GRANT ALL ON shop.* TO app',
			"CREATE USER guest IDENTIFIED BY ''",
			'GRANT ALL ON *.* TO guest',
		]) {
			await root.query(statement);
		}
	});

	test.after.always(async () => {
		await root.end();
		await server.stop();
	});

	const attach = async (
		t: ExecutionContext,
		words: readonly string[] = [],
	): Promise<Program> =>
		startProgram(
			t,
			[
				'attach',
				'--no-defaults',
				'-S',
				server.socketPath,
				'-u',
				server.user,
				...words,
			],
			{columns: 200, rows: 40},
		);

	/** The application's connection, which has run these statements. */
	const victimOf = async (t: ExecutionContext, statements: readonly string[]) =>
		openVictim(t, server, {user: 'app', database: 'shop', statements});

	const sent = async (pattern: string) => statementsLike(root, pattern);

	const value = async (id: number) => {
		const [rows] = await root.query<RowDataPacket[]>(
			`SELECT v FROM shop.orders WHERE id = ${id}`,
		);
		return Number(rows[0]?.['v']);
	};

	test.serial(
		`${flavour}: the list is filtered, a connection chosen, and killed by two presses`,
		async t => {
			const holder = await victimOf(t, [
				'BEGIN',
				'UPDATE orders SET v = 5 WHERE id = 1',
			]);
			const waiter = await victimOf(t, ['BEGIN']);
			const waiting = waiter.connection.query(
				'UPDATE orders SET v = 6 WHERE id = 1',
			);
			await root.query('TRUNCATE TABLE mysql.general_log');
			const program = await attach(t);
			// Who blocks others comes first.
			await program.waitFor(
				new RegExp(`^▸ +${holder.id} +app@localhost +shop +Sleep `),
				patience,
			);
			program.press('b');
			await program.waitFor(
				new RegExp(`^ +${waiter.id} waits for a row lock · app@localhost`),
			);
			program.press('b');
			await typeFilter(program, 'user=app');
			program.press(escape);
			await program.waitFor(/ filters {2}b who blocks/);
			await typeFilter(program, 'user=nobody');
			program.press(enter);
			await program.waitFor(/ 0 of \d+ connections: user=nobody /);
			program.press(enter);
			await program.waitFor(/There is no connection to attach to/);
			await typeFilter(program, 'nonsense');
			program.press(enter);
			await program.waitFor(/"nonsense" is no condition/);
			program.press(escape);
			await typeFilter(program, 'user=app');
			program.press(enter);
			await program.waitFor(/ 2 of \d+ connections: user=app /);

			program.press(enter);
			await program.waitFor(
				all(
					new RegExp(`attached to ${holder.id}`),
					/blocks 1/,
					/row lock · .*UPDATE .*orders/,
				),
				patience,
			);
			program.press('q');
			await program.waitFor(/It runs no statement, so KILL QUERY would do/);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			program.press(escape);
			await program.waitFor(
				lines => !lines.some(line => line.includes('again')),
			);
			t.deepEqual(await sent('KILL %'), []);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			program.press('y');
			await program.waitFor(/Handed to the clipboard: KILL CONN/);
			t.is(clipboardOf(program), `KILL CONNECTION ${holder.id}`);
			await program.waitFor(decided('c'));
			program.press('c');
			await program.waitFor(
				all(
					/1 KILL CONNECTION \d+ · accepted after/,
					/Proved: the connection is gone/,
					/Its transaction was rolled back/,
				),
				patience,
			);
			await waiting;
			await program.waitFor(/Of 1 connection that waited for it, none waits/);
			program.press('c');
			await program.waitFor(/is gone: there is nothing to kill/);
			t.deepEqual(await sent('KILL %'), [`KILL CONNECTION ${holder.id}`]);
			const statements = await sent('%');
			t.deepEqual(
				statements.filter(
					statement =>
						!/^(?:SELECT|SHOW|KILL|DO RELEASE_LOCK|UPDATE orders)\b/.test(
							statement,
						),
				),
				[],
			);
			program.press(escape);
			await program.waitFor(/ 1 of \d+ connections: user=app /, patience);
			program.press(interrupt);
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
			t.regex(
				program.output(),
				/KILL CONNECTION \d+: proved: the connection is gone\. Its transaction was rolled back/,
			);
			await waiter.connection.query('ROLLBACK');
			t.is(await value(1), 0);
		},
	);

	test.serial(
		`${flavour}: KILL QUERY of a statement, and the transaction that stays open`,
		async t => {
			const holder = await victimOf(t, [
				'BEGIN',
				'UPDATE orders SET v = 5 WHERE id = 2',
			]);
			const {connection, id} = await victimOf(t, [
				'BEGIN',
				'UPDATE orders SET v = 1 WHERE id = 1',
			]);
			const failing = t.throwsAsync(
				connection.query('UPDATE orders SET v = 2 WHERE id = 2'),
				{code: 'ER_QUERY_INTERRUPTED'},
			);
			const program = await attach(t, [id]);
			await program.waitFor(
				all(
					new RegExp(`KILL QUERY ${id}$|KILL QUERY ${id} `),
					/error 1317, after its rows are undone/,
					/LOCK WAIT 1 row/,
				),
				patience,
			);
			await pressTwice(program, 'q');
			await program.waitFor(
				all(proved[flavour], /Its transaction is STILL OPEN on/),
				patience,
			);
			await failing;
			// Its client tries once more.
			const again = connection.query('UPDATE orders SET v = 2 WHERE id = 2');
			await program.waitFor(
				new RegExp(`The same statement runs again, on connection ${id}`),
				patience,
			);
			program.press('y');
			await program.waitFor(/Handed to the clipboard: the report/);
			t.regex(
				clipboardOf(program),
				new RegExp(
					`^M\\w+ [\\d.]+ · .*\nconnection ${id} · app@localhost .*\n.*Z KILL QUERY ${id}: accepted after .*\nproved: .*\nthe same statement runs again`,
				),
			);
			program.press(interrupt);
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
			await holder.connection.query('ROLLBACK');
			await again;
			await connection.query('ROLLBACK');
		},
	);

	test.serial(
		`${flavour}: nothing is sent when the victim is gone between the two presses`,
		async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const {connection, id} = await victimOf(t, ['BEGIN']);
			const program = await attach(t, [id]);
			await program.waitFor(/app@localhost · connection/, patience);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			await connection.end();
			const again = await victimOf(t, ['BEGIN']);
			await program.waitFor(
				new RegExp(`Not sent: connection ${id} is gone, or somebody else's`),
				patience,
			);
			program.press('c');
			await program.waitFor(/is gone: there is nothing to kill/);
			t.deepEqual(await sent('KILL %'), []);
			await again.connection.query('DO 1');
			program.press(interrupt);
			await program.exited;
		},
	);

	test.serial(
		`${flavour}: behind a proxy with its own ids, nobody is watched or killed`,
		async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const {id} = await victimOf(t, []);
			const proxy = await startProxy({
				route: () => server.tcp?.port ?? 0,
				change: renumber,
			});
			t.teardown(proxy.close);
			const program = await startProgram(t, [
				'attach',
				...loginThrough(proxy, 'guest'),
				id,
			]);
			const {exitCode} = await program.exited;
			t.is(exitCode, 1);
			t.regex(
				program.output().replaceAll(/\s+/g, ' '),
				/A proxy gives connections different ids than the server does: .*Connect to the server directly\./,
			);
			t.deepEqual(await sent('KILL %'), []);
		},
	);

	test.serial(
		`${flavour}: neither a thread of the server nor the own connection is killed, and --watch kills nobody`,
		async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const program = await attach(t, ['--filter', 'user=event_scheduler']);
			await program.waitFor(/^▸ +\d+ +event_scheduler/, patience);
			program.press(enter);
			await program.waitFor(/attached to \d+/);
			await program.waitFor(/event_scheduler@localhost · connection/);
			program.press('c');
			await program.waitFor(/is a thread of the server itself \(event\)/);
			program.press(escape);
			await program.waitFor(/ 1 of \d+ connections/, patience);
			await typeFilter(program, 'command=Query');
			program.press(enter);
			await program.waitFor(/^▸ +\d+ +root@localhost +this program/);
			program.press(enter);
			await program.waitFor(/attached to \d+/);
			program.press('c');
			await program.waitFor(/It is this program's own connection/);
			program.press(interrupt);
			await program.exited;

			const {id} = await victimOf(t, []);
			const watching = await attach(t, [id, '--watch']);
			await watching.waitFor(/app@localhost · connection/, patience);
			watching.press('cq');
			await watching.waitFor(/attach was started with --watch/);
			watching.press(interrupt);
			await watching.exited;
			t.deepEqual(await sent('KILL %'), []);
		},
	);

	test.serial(
		`${flavour}: a look that somebody breaks off is made again`,
		async t => {
			const {id} = await victimOf(t, ['BEGIN']);
			const program = await attach(t, [id]);
			await program.waitFor(/app@localhost · connection/, patience);
			const [own] = await root.query<RowDataPacket[]>(
				`SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = '${server.user}' AND ID <> CONNECTION_ID()`,
			);
			const isBrokenOff = () =>
				program
					.screen()
					.some(line => /Not reached, trying again: .*interrupted/.test(line));
			// A KILL QUERY does something only while a look is under way.
			while (!isBrokenOff()) {
				for (const {id} of own) {
					await root.query(`KILL QUERY ${String(id)}`).catch(ignore);
				}
			}

			await program.waitFor(/^ Kill Lab +M/, patience);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			program.press(interrupt);
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
		},
	);

	test.serial(
		`${flavour}: after a restart of the server nobody is watched, and nothing can be sent meanwhile`,
		async t => {
			const restartable = await restartableServer(flavour);
			t.teardown(restartable.remove);
			const {address} = restartable.server;
			if (address.type !== 'socket') {
				throw new Error('No socket');
			}

			const victim = await mysql.createConnection({
				socketPath: address.path,
				user: 'root',
			});
			victim.on('error', ignore);
			const program = await startProgram(
				t,
				[
					'attach',
					'--no-defaults',
					'-S',
					address.path,
					'-u',
					'root',
					String(victim.threadId),
				],
				{columns: 200, rows: 40},
			);
			await program.waitFor(/root@localhost · connection/, patience);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			await restartable.kill();
			await program.waitFor(/Not reached, trying again: /, patience);
			program.press('c');
			await program.waitFor(/Nothing can be sent: the server is not reached/);
			await restartable.start();
			await program.waitFor(
				/The server was restarted, or is another/,
				patience,
			);
			await program.waitFor(/ \d+ connections? · /, patience);
			program.press(interrupt);
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
			victim.destroy();
		},
	);

	// The server has no part in what a key means.
	if (flavour === 'mysql') {
		test.serial(
			'a held key, another key, help and a small terminal send nothing',
			async t => {
				await root.query('TRUNCATE TABLE mysql.general_log');
				const {id} = await victimOf(t, ['BEGIN']);
				const program = await attach(t, [id]);
				await program.waitFor(/app@localhost · connection/, patience);
				program.press('c');
				await program.waitFor(/Press c again within \d+ s/);
				// All at once, as a paste or a stalled link brings them.
				program.press('cccccccccc');
				program.press('x');
				// What is not there may only not be drawn yet, and a key that came with the next one would be taken for a paste.
				const letsGo = /Not sent: you let it go/;
				await program.waitFor(letsGo);
				for (const key of ['/', 'x', 'b']) {
					program.press('c');
					await program.waitFor(decided('c'));
					program.press(key);
					await program.waitFor(letsGo);
				}

				program.press('c');
				await program.waitFor(decided('c'));

				program.press('?');
				await program.waitFor(/Esc or \? closes/);
				program.press('c');
				program.press('c');
				program.press(escape);
				await program.waitFor(letsGo);
				program.resize(50, 12);
				await program.waitFor(/Nothing is killed here/);
				program.press('c');
				program.press('c');
				program.resize(200, 40);
				await program.waitFor(/app@localhost · connection/);
				t.false(program.screen().some(line => line.includes('again')));
				t.deepEqual(await sent('KILL %'), []);
				program.press(interrupt);
				const {exitCode} = await program.exited;
				t.is(exitCode, 0);
			},
		);

		test.serial('an armed kill is let go after ten seconds', async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const {id} = await victimOf(t, ['BEGIN']);
			const program = await attach(t, [id]);
			await program.waitFor(/app@localhost · connection/, patience);
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			await program.waitFor(/Not sent: ten seconds are over/);
			// It is a first press again.
			program.press('c');
			await program.waitFor(/Press c again within \d+ s/);
			// Another key arms the other kill, or says why it does not.
			program.press('q');
			await program.waitFor(/It runs no statement/);
			await program.waitFor(
				lines => !lines.some(line => line.includes('again')),
			);
			program.press(interrupt);
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
			t.deepEqual(await sent('KILL %'), []);
		});
	}
}
