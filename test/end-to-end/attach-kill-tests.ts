import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type AttachKillDocument} from '../../source/output/attach-kill.js';
import {type Flavour} from '../../source/server/flavour.js';
import {schemaNamed} from '../helpers/fits-schema.js';
import {patience, runProgram, startProgram, until} from '../helpers/program.js';
import {loginThrough, renumber, startProxy} from '../helpers/proxy.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {ignore, openVictim, statementsLike} from '../helpers/victims.js';

/** What the flavours' records tell: MySQL keeps one of statements and transactions, MariaDB does not by default. */
type Told = {
	/** The effect of a KILL QUERY that ended the statement. */
	readonly effect: AttachKillDocument['effect'];
	/** What is said of another digest, and the exit code of the right one: MariaDB tells none. */
	readonly otherDigest: {
		readonly ended: number;
		readonly says: RegExp;
		readonly ofTheRight: number;
	};
};

const tells: Readonly<Record<Flavour, Told>> = {
	mysql: {
		effect: 'interrupted',
		otherDigest: {
			ended: 5,
			says: /runs another statement, with the digest [\da-f]{64}: /,
			ofTheRight: 0,
		},
	},
	mariadb: {
		effect: 'unknown',
		otherDigest: {
			ended: 1,
			says: /The server tells no digest of what connection/,
			ofTheRight: 1,
		},
	},
};

/** Tests the kill of somebody's connection from a script, on one flavour of server. */
export function testAttachKill(flavour: Flavour, version?: string): void {
	let server: TestServer;
	let root: Connection;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			version,
			tcp: true,
			serverOptions: ['--general-log=ON', '--log-output=TABLE'],
		});
		root = await server.connect();
		for (const statement of [
			'CREATE SCHEMA shop',
			'CREATE TABLE shop.orders (id INT PRIMARY KEY, v INT)',
			'INSERT INTO shop.orders VALUES (1, 0), (2, 0), (3, 0)',
			"CREATE USER low IDENTIFIED BY ''",
			"CREATE USER guest IDENTIFIED BY ''",
			'GRANT ALL ON *.* TO guest',
			"CREATE USER watcher IDENTIFIED BY ''",
			'GRANT PROCESS ON *.* TO watcher',
		]) {
			await root.query(statement);
		}

		if (flavour === 'mysql') {
			await root.query('GRANT SELECT ON performance_schema.* TO watcher');
		}
	});

	test.after.always(async () => {
		await root.end();
		await server.stop();
	});

	const attach = async (
		t: ExecutionContext,
		words: readonly string[],
		user = server.user,
	) =>
		runProgram(t, [
			'attach',
			'--no-defaults',
			'-S',
			server.socketPath,
			'-u',
			user,
			...words,
		]);

	/** Somebody's connection that has run these statements. */
	const victimOf = async (
		t: ExecutionContext,
		statements: readonly string[],
		user?: string,
	) =>
		openVictim(t, server, {
			user,
			database: user === undefined ? 'shop' : '',
			statements,
		});

	const isListed = async (id: string, condition = 'TRUE') => {
		const [rows] = await root.query<RowDataPacket[]>(
			`SELECT ID FROM information_schema.PROCESSLIST WHERE ID = ${id} AND ${condition}`,
		);
		return rows.length > 0;
	};

	/** The KILLs that the server has got. */
	const kills = async () => statementsLike(root, 'KILL %');

	const values = async () => {
		const [rows] = await root.query<RowDataPacket[]>(
			'SELECT v FROM shop.orders ORDER BY id',
		);
		return rows.map(row => Number(row['v']));
	};

	test.serial(
		`${flavour}: an account without privileges ends a statement of its own`,
		async t => {
			const {connection, id} = await victimOf(t, [], 'low');
			connection.query('SELECT SLEEP(100)').catch(ignore);
			await until(async () => isListed(id, "COMMAND = 'Query'"));
			const {ended, stdout} = await attach(
				t,
				[id, '--kill=query', '--yes'],
				'low',
			);
			t.is(ended, 0);
			t.regex(
				stdout,
				/proved: the statement has ended\. .* is not known: this/,
			);
			t.true(await isListed(id, "COMMAND = 'Sleep'"));
		},
	);

	test.serial(
		`${flavour}: KILL QUERY is proved, and the transaction that stays open is told`,
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
			await until(async () => isListed(id, "COMMAND = 'Query'"));
			// A row changed, and InnoDB's list may be 0.1 s old.
			const folder = await mkdtemp(path.join(tmpdir(), 'attach-'));
			t.teardown(async () => rm(folder, {recursive: true, force: true}));
			const log = path.join(folder, 'kills.jsonl');
			const {ended, stdout, stderr} = await attach(t, [
				id,
				'--kill=query',
				'--yes',
				'--json',
				'--expect-user=root',
				'--log',
				log,
			]);
			await failing;
			t.is(stderr, '');
			t.is(ended, 0, `${stdout}`);
			t.is(await readFile(log, 'utf8'), stdout);
			// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The program's own output.
			const document = JSON.parse(stdout) as AttachKillDocument;
			const misfit = await schemaNamed('attach-kill');
			t.is(misfit(document), '');
			t.like(document, {
				victim: {id, user: 'root'},
				isProved: true,
				effect: tells[flavour].effect,
			});
			t.is(document.verdict.outcome, 'still open');
			t.deepEqual(
				document.kills.map(({statement}) => statement),
				[`KILL QUERY ${id}`],
			);
			// It is still the victim's to end.
			await connection.query('COMMIT');
			holder.connection.destroy();
			t.deepEqual(await values(), [1, 0, 0]);
			await root.query('UPDATE shop.orders SET v = 0');
		},
	);

	test.serial(
		`${flavour}: KILL CONNECTION is proved, and its data are as they were`,
		async t => {
			const {id} = await victimOf(t, ['BEGIN', 'UPDATE orders SET v = 7']);
			const {ended, stdout, stderr} = await attach(t, [
				id,
				'--kill=connection',
				'--yes',
			]);
			t.is(stderr, '');
			t.is(ended, 0, `${stdout}`);
			t.regex(stdout, new RegExp(`connection ${id} · root@localhost · Sleep`));
			t.regex(stdout, new RegExp(`KILL CONNECTION ${id} is sent`));
			t.regex(
				stdout,
				/ proved: the connection is gone\. Its transaction was rolled back \(concluded/,
			);
			t.false(await isListed(id));
			t.deepEqual(await values(), [0, 0, 0]);
		},
	);

	test.serial(
		`${flavour}: a prepared XA transaction survives, and that is told`,
		async t => {
			const {id} = await victimOf(t, [
				"XA START 'x'",
				'UPDATE orders SET v = 8',
				"XA END 'x'",
				"XA PREPARE 'x'",
			]);
			const {ended, stdout} = await attach(t, [
				id,
				'--kill=connection',
				'--yes',
			]);
			t.is(ended, 0, `${stdout}`);
			t.regex(stdout, /Its transaction survives as a prepared XA transaction/);
			await root.query("XA ROLLBACK 'x'");
			t.deepEqual(await values(), [0, 0, 0]);
		},
	);

	test.serial(`${flavour}: the account may not kill others`, async t => {
		const {connection, id} = await victimOf(t, []);
		const {ended, stderr} = await attach(
			t,
			[id, '--kill=connection', '--yes'],
			'watcher',
		);
		t.is(ended, 1);
		t.regex(stderr, /KILL CONNECTION \d+ was refused \(1095\): .*CONNECTION/);
		await connection.query('DO 0');
	});

	test.serial(`${flavour}: what the account may not see`, async t => {
		const {id} = await victimOf(t, [], 'low');
		const {ended, stdout, stderr} = await attach(
			t,
			[id, '--kill=connection', '--yes'],
			'low',
		);
		// Its own connection it may see, and no transaction.
		t.is(ended, 4, `${stdout}${stderr}`);
		t.regex(stdout, /is not known: this account may not see .*GRANT PROCESS/);
		const other = await victimOf(t, []);
		const unseen = await attach(
			t,
			[other.id, '--kill=connection', '--yes'],
			'low',
		);
		t.is(unseen.ended, 1);
		t.regex(
			unseen.stderr,
			/There is no connection \d+ on this server, or this account may not see it: GRANT (?:PROCESS|SELECT ON performance_schema)/,
		);
		t.true(await isListed(other.id));
	});

	// What no version does differently is tried on the usual one.
	if (version !== undefined) {
		return;
	}

	test.serial(
		`${flavour}: --when waits for its moment, and says so; who ends before it is not killed`,
		async t => {
			const waitFor = async (id: string, when: string) =>
				startProgram(t, [
					'attach',
					'--no-defaults',
					'-S',
					server.socketPath,
					'-u',
					server.user,
					id,
					'--kill=connection',
					'--yes',
					'--when',
					when,
				]);
			const {connection, id} = await victimOf(t, []);
			const killing = await waitFor(id, 'state~sleep');
			await killing.waitFor(/ waits for state~sleep: Sleep for /, patience);
			await t.throwsAsync(connection.query('SELECT SLEEP(100)'));
			const {exitCode} = await killing.exited;
			t.is(exitCode, 0);
			t.regex(killing.output(), /KILL CONNECTION \d+ is sent/);

			const gone = await victimOf(t, []);
			const waiting = await waitFor(gone.id, 'time>1000');
			await waiting.waitFor(/ waits for time>1000: Sleep for /, patience);
			await gone.connection.end();
			const left = await waiting.exited;
			t.is(left.exitCode, 1);
			t.regex(
				waiting.output(),
				/has ended before the moment came\. Nothing was sent/,
			);

			const kept = await victimOf(t, []);
			const given = await waitFor(kept.id, 'time>1000');
			await given.waitFor(/ waits for time>1000: Sleep for /, patience);
			given.press('\u0003');
			const interrupted = await given.exited;
			t.is(interrupted.signal, 2);
			t.regex(given.output(), /kill-lab: Nothing was sent\.\r?\n$/);
			t.notRegex(given.output(), /can't continue|aborted/);
			t.true(await isListed(kept.id));
		},
	);

	test.serial(
		`${flavour}: --expect-digest lets only one statement be killed`,
		async t => {
			const {connection, id} = await victimOf(t, ['BEGIN']);
			connection.query('SELECT SLEEP(100)').catch(ignore);
			await until(async () => isListed(id, "COMMAND = 'Query'"));
			const kill = [id, '--kill=query', '--yes', '--expect-digest'];
			const other = await attach(t, [...kill, '0123456789abcdef']);
			const {otherDigest} = tells[flavour];
			t.is(other.ended, otherDigest.ended);
			t.regex(other.stderr, otherDigest.says);
			const [, digest = '00000000'] =
				/with the digest ([\da-f]{64}): /.exec(other.stderr) ?? [];
			const right = await attach(t, [...kill, digest.slice(0, 12)]);
			t.is(right.ended, otherDigest.ofTheRight);
			t.true(await isListed(id));
		},
	);

	test.serial(
		`${flavour}: nothing is sent to anybody but the one that was meant`,
		async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const {connection, id} = await victimOf(t, []);
			const refused: ReadonlyArray<
				readonly [readonly string[], number, RegExp]
			> = [
				[
					[id, '--kill=connection', '--yes', '--expect-user=app'],
					5,
					new RegExp(`Connection ${id} is not of app: root@localhost`),
				],
				[
					[id, '--kill=query', '--yes'],
					1,
					new RegExp(`Connection ${id} runs no statement`),
				],
				[
					['4294967295', '--kill=connection', '--yes'],
					1,
					/There is no connection 4294967295/,
				],
				[
					[id, '--kill=connection', '--yes', '--log=/nowhere/log'],
					1,
					/--log \/nowhere\/log can't be written/,
				],
			];
			for (const [words, code, message] of refused) {
				const {ended, stderr} = await attach(t, words);
				t.is(ended, code, `${stderr}`);
				t.regex(stderr, message);
			}

			t.deepEqual(await kills(), []);
			await connection.query('DO 0');
		},
	);

	test.serial(
		`${flavour}: neither a thread of the server nor the own connection is killed`,
		async t => {
			await root.query('SET GLOBAL event_scheduler = ON');
			await root.query('TRUNCATE TABLE mysql.general_log');
			const [rows] = await root.query<RowDataPacket[]>(
				"SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'event_scheduler'",
			);
			const scheduler = String(rows[0]?.['ID']);
			// The ids are given one after the other.
			const {id} = await victimOf(t, []);
			const own = String(BigInt(id) + 1n);
			for (const [victim, message] of [
				[own, `Connection ${own} is this program's own`],
				[scheduler, `Connection ${scheduler} is a thread of the server itself`],
			] as const) {
				const {ended, stderr} = await attach(t, [
					victim,
					'--kill=connection',
					'--yes',
				]);
				t.is(ended, 1);
				t.true(stderr.includes(message), `${stderr}`);
			}

			t.deepEqual(await kills(), []);
		},
	);

	test.serial(
		`${flavour}: behind a proxy with its own ids, nothing is sent`,
		async t => {
			await root.query('TRUNCATE TABLE mysql.general_log');
			const {id} = await victimOf(t, []);
			const proxy = await startProxy({
				route: () => server.tcp?.port ?? 0,
				change: renumber,
			});
			t.teardown(proxy.close);
			const {ended, stderr} = await runProgram(t, [
				'attach',
				...loginThrough(proxy, 'guest'),
				id,
				'--kill=connection',
				'--yes',
			]);
			t.is(ended, 1);
			t.regex(
				stderr,
				/gives connections other ids \(\d+ here, \d+ there\), .*Connect to the server itself/,
			);
			t.deepEqual(await kills(), []);
		},
	);
}
