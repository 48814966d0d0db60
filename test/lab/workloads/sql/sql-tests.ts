import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {type Connection} from 'mysql2';
import {type Aim} from '../../../../source/lab/events/aim.js';
import {type RunPlan} from '../../../../source/lab/events/run-plan.js';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {openConnection} from '../../../../source/lab/connections/open-connection.js';
import {type StoredNames} from '../../../../source/lab/own-table/stored-names.js';
import {type GivenOptions} from '../../../../source/lab/workloads/facts/contract.js';
import {sqlFacts} from '../../../../source/lab/workloads/sql/facts.js';
import {readStates} from '../../../../source/lab/workloads/sql/read-states.js';
import {reset} from '../../../../source/lab/workloads/sql/reset.js';
import {splitSql} from '../../../../source/lab/workloads/sql/split-sql.js';
import {
	countAnswer,
	hangUp,
	query,
} from '../../../../source/server/statement.js';
import {type Flavour} from '../../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../../helpers/server.js';

const numbers =
	'WITH RECURSIVE numbers AS (SELECT 1 AS number UNION ALL SELECT number + 1 FROM numbers WHERE number < 300)';

/** A table of 30,000 rows in each engine. */
const twoEngines = ['InnoDB', 'MyISAM']
	.map(
		engine => `CREATE TABLE rows${engine} (id INT AUTO_INCREMENT PRIMARY KEY, version INT, payload CHAR(200)) ENGINE=${engine};
INSERT INTO rows${engine} (version, payload) ${numbers} SELECT 0, 'x' FROM numbers;
INSERT INTO rows${engine} (version, payload) SELECT 0, 'x' FROM rows${engine} AS one, rows${engine} AS other WHERE other.id < 100;`,
	)
	.join('\n');

/** A table of 300 rows, for what nobody kills. */
const few = `CREATE TABLE rowsInnoDB (id INT PRIMARY KEY, version INT, payload CHAR(200));
INSERT INTO rowsInnoDB ${numbers} SELECT number, 0, 'x' FROM numbers;`;

/** One of everything that has a definition. */
const allKinds = `CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, total DECIMAL(10, 2), twice DECIMAL(10, 2) AS (total * 2) VIRTUAL, place POINT, data JSON, bits BIT(8), picture BLOB, at DATETIME(6));
INSERT INTO orders (total, place, data, bits, picture, at) VALUES (1.5, POINT(1, 2), '{"a": 1}', b'101', x'00ff', '2026-01-01'), (NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE \`odd \`\`name\` (\`a \`\`column\` INT);
CREATE TABLE parents (id INT PRIMARY KEY);
CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id));
CREATE VIEW open_orders AS SELECT id FROM orders;
CREATE PROCEDURE pay() SELECT 1;
CREATE FUNCTION vat() RETURNS INT DETERMINISTIC RETURN 19;
CREATE TRIGGER before_order BEFORE INSERT ON orders FOR EACH ROW SET @orders = 1;
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01' DISABLE DO SET @tidy = 1;
CREATE DATABASE another;
CREATE TABLE another.things (id INT PRIMARY KEY);`;

/** Runs a user's own statements on a real server. */
export function sqlTests(flavour: Flavour): void {
	let server: TestServer;
	let folder: string;
	test.before(async () => {
		server = await sandboxServer(flavour);
		folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	});
	test.after.always(async () => {
		await server.stop();
		await rm(folder, {recursive: true, force: true});
	});

	let files = 0;
	const open = async (
		{setup, ...given}: GivenOptions,
		change: Partial<RunPlan> = {},
		kills: readonly string[] = [],
	): Promise<TestLab> => {
		files++;
		const file = path.join(folder, `${files}.sql`);
		await writeFile(file, setup ?? '');
		return openTestLab(
			serverOf(server),
			{schema: 'lab_sql', ...change},
			kills.map(kill => aimOf(kill)),
			{workload: sqlFacts.plan({...given, setup: file})},
		);
	};

	const verdictOf = async (
		...[given, change, kills]: Parameters<typeof open>
	): Promise<{
		readonly verdict: Awaited<ReturnType<TestLab['verdictOf']>>;
		readonly broken: string | undefined;
	}> => {
		const lab = await open(given, change, kills);
		try {
			const verdict = await lab.verdictOf();
			return {verdict, broken: lab.run().broken};
		} finally {
			await lab.close();
		}
	};

	/** What the verdict shows of each thing. */
	const likeness = async (...words: Parameters<typeof open>) => {
		const {verdict} = await verdictOf(...words);
		return verdict.outcome === 'unknown'
			? [verdict.reason]
			: [
					verdict.outcome,
					...verdict.contents.rows.map(
						({cells: [name, , likeness]}) => `${name} ${likeness}`,
					),
				];
	};

	const looking = async (): Promise<Connection> =>
		openConnection(serverOf(server));

	test.serial(
		'a part of a table without transactions stays, and is named',
		async t => {
			const {verdict} = await verdictOf(
				{
					setup: twoEngines,
					sql: 'UPDATE rowsMyISAM SET version = version + 1, payload = CONCAT(NOW(6), RAND())',
				},
				{},
				['query@execute'],
			);
			t.like(verdict, {
				outcome: 'PARTIAL',
				about: 'states',
				statements: undefined,
				withoutTransactions: ['lab_sql.rowsMyISAM (MyISAM)'],
			});
		},
	);

	test.serial(
		'a clock and RAND() make the same data in the control run',
		async t => {
			const {verdict} = await verdictOf({
				setup: `${few} ALTER TABLE rowsInnoDB ADD COLUMN at DATETIME(6), ADD COLUMN number DOUBLE;`,
				sql: 'UPDATE rowsInnoDB SET at = NOW(6), number = RAND()',
			});
			t.like(verdict, {outcome: 'committed whole', statements: 1});
		},
	);

	test.serial('what is not the same each time proves nothing', async t => {
		const {verdict} = await verdictOf({
			setup: few,
			sql: 'UPDATE rowsInnoDB SET payload = UUID()',
		});
		t.deepEqual(verdict, {
			outcome: 'unknown',
			reason:
				'the statements make other data each time they run, as with UUID() or SYSDATE(), so nothing tells a whole one from a part',
		});
	});

	test.serial(
		'a setup that is not the same each time can be rolled back, and no more is known',
		async t => {
			const setup = `${twoEngines} UPDATE rowsInnoDB SET payload = UUID() WHERE id = 1;`;
			const sql = 'UPDATE rowsInnoDB SET version = version + 1';
			const killed = await verdictOf({setup, sql}, {}, ['query@execute']);
			t.like(killed.verdict, {outcome: 'rolled back whole', statements: 0});
			const {verdict} = await verdictOf({setup, sql});
			t.deepEqual(verdict, {
				outcome: 'unknown',
				reason:
					'the statements of --setup make other data each time, so there is no control run to compare with',
			});
		},
	);

	test.serial(
		'a retried INSERT is whole, although its numbers are others',
		async t => {
			const {verdict} = await verdictOf(
				{
					setup: twoEngines,
					sql: "INSERT INTO rowsInnoDB (version, payload) SELECT 1, 'z' FROM rowsMyISAM",
					times: 3,
				},
				{onInterrupt: 'retry'},
				['query@2:execute'],
			);
			t.like(verdict, {outcome: 'committed whole', statements: 3, times: 3});
		},
	);

	test.serial(
		'an interrupted one that is skipped leaves the others',
		async t => {
			const {verdict} = await verdictOf(
				{
					setup: twoEngines,
					sql: "INSERT INTO rowsInnoDB (version, payload) SELECT 1, 'z' FROM rowsMyISAM",
					times: 3,
				},
				{onInterrupt: 'skip'},
				['query@2:execute'],
			);
			t.like(verdict, {outcome: 'committed whole', statements: 2, times: 3});
		},
	);

	test.serial(
		'what commits itself is there, whatever the transaction does',
		async t => {
			t.deepEqual(
				await likeness(
					{
						setup: twoEngines,
						sql: 'ALTER TABLE rowsInnoDB ADD COLUMN note INT',
					},
					{},
					['connection@commit'],
				),
				[
					'committed whole',
					'lab_sql.rowsInnoDB as after',
					'lab_sql.rowsMyISAM as always',
					'database lab_sql as always',
				],
			);
		},
	);

	test.serial('a statement that fails without a kill is named', async t => {
		const {verdict, broken} = await verdictOf({
			setup: few,
			sql: 'UPDATE nothing SET a = 1',
		});
		t.regex(
			broken ?? '',
			/^the statement fails without any kill: .*nothing' doesn't exist$/,
		);
		t.is(verdict.outcome, 'unknown');
	});

	test.serial(
		'a statement that can run only once is named with its run',
		async t => {
			const {broken} = await verdictOf({
				setup: 'CREATE TABLE one (id INT PRIMARY KEY);',
				sql: 'INSERT INTO one VALUES (1)',
				times: 2,
			});
			t.regex(
				broken ?? '',
				/^the statement's run 2 of 2 fails without any kill: Duplicate entry/,
			);
		},
	);

	test.serial('a setup that fails is named with its line', async t => {
		const {broken} = await verdictOf({
			setup: 'CREATE TABLE one (id INT);\n\nINSERT INTO two VALUES (1);',
			sql: 'SELECT 1',
		});
		t.regex(
			broken ?? '',
			/^--setup .*\.sql, line 3: INSERT INTO two VALUES \(1\): .*two' doesn't exist$/,
		);
	});

	test.serial(
		'the setup keeps no transaction, no lock and no setting',
		async t => {
			const {verdict} = await verdictOf(
				{
					setup: `${few} SET autocommit = 0; SET completion_type = 2; LOCK TABLES rowsInnoDB WRITE;`,
					sql: 'UPDATE rowsInnoDB SET version = version + 1',
				},
				{autocommit: true},
			);
			t.like(verdict, {outcome: 'committed whole', statements: 1});
		},
	);

	test.serial(
		'everything that has a definition is looked at, and dropped for the next run',
		async t => {
			const connection = await looking();
			t.teardown(() => {
				hangUp(connection);
			});
			const own = {schema: 'all_kinds', table: 'sqlstates'};
			await query(connection, 'CREATE DATABASE all_kinds');
			await query(connection, 'USE all_kinds');
			await reset(connection, own);
			await query(connection, 'CREATE TABLE SqlStates (id INT)');
			for (const {sql} of splitSql(allKinds)) {
				await query(connection, sql);
			}

			t.deepEqual(await namesOf(connection, own), [
				'all_kinds.children',
				'all_kinds.odd `name',
				'all_kinds.orders',
				'all_kinds.parents',
				'another.things',
				'database all_kinds',
				'database another',
				'event all_kinds.tidy',
				'function all_kinds.vat',
				'procedure all_kinds.pay',
				'trigger all_kinds.before_order',
				'view all_kinds.open_orders',
			]);
			await reset(connection, own);
			t.deepEqual(await namesOf(connection, own), ['database all_kinds']);
			const tables = await query(connection, 'SHOW TABLES');
			t.deepEqual(
				tables.map(row => String(Object.values(row)[0]).toLowerCase()),
				['sqlstates'],
			);
		},
	);

	test.serial(
		'a change of one value, of one definition, and of the order are told apart',
		async t => {
			const connection = await looking();
			t.teardown(() => {
				hangUp(connection);
			});
			const own = {schema: 'changes', table: 'SqlStates'};
			await query(connection, 'CREATE DATABASE changes');
			await query(connection, 'USE changes');
			for (const {sql} of splitSql(
				allKinds.replace(/CREATE DATABASE.*/s, ''),
			)) {
				await query(connection, sql);
			}

			const stateOf = async () => {
				const states = await readStates(connection, own);
				return states.get('changes.orders');
			};

			const before = await stateOf();
			const changed: string[] = [];
			for (const assignment of [
				'total = 2.5',
				'place = POINT(2, 2)',
				`data = '{"a": 2}'`,
				"bits = b'100'",
				"picture = x'00fe'",
				"at = '2026-01-01 00:00:00.000001'",
				'total = NULL',
			]) {
				await query(connection, 'START TRANSACTION');
				await query(connection, `UPDATE orders SET ${assignment} WHERE id = 1`);
				if ((await stateOf()) !== before) {
					changed.push(assignment);
				}

				await query(connection, 'ROLLBACK');
			}

			t.is(changed.length, 7);
			t.is(await stateOf(), before);
			await query(connection, 'UPDATE orders SET id = 10 WHERE id = 1');
			t.is(await stateOf(), before, 'a number that the server gives');
			await query(connection, 'ALTER TABLE orders COMMENT = "changed"');
			t.not(await stateOf(), before);
		},
	);

	test.serial('rows are counted, and not kept', async t => {
		const connection = await looking();
		t.teardown(() => {
			hangUp(connection);
		});
		const {rows, first} = await countAnswer(
			connection,
			`${numbers} SELECT one.number FROM numbers AS one, numbers AS other ORDER BY 1`,
		);
		t.is(rows, 90_000);
		t.is(Number(first?.['number']), 1);
		t.deepEqual(await countAnswer(connection, 'DO 1'), {rows: 0, changed: 0});
		await t.throwsAsync(countAnswer(connection, 'SELECT nothing'), {
			message: /nothing/,
		});
	});

	test.serial('a statement whose connection is lost fails', async t => {
		const connection = await looking();
		const other = await looking();
		t.teardown(() => {
			hangUp(other);
		});
		const [row] = await query(connection, 'SELECT CONNECTION_ID() AS id');
		const answer = t.throwsAsync(countAnswer(connection, 'DO SLEEP(60)'));
		await query(other, `KILL CONNECTION ${String(row?.['id'])}`);
		await answer;
		const another = await looking();
		const cut = t.throwsAsync(countAnswer(another, 'DO SLEEP(60)'), {
			code: 'LET_GO',
		});
		hangUp(another);
		await cut;
	});
}

/** The names of all that is there. */
async function namesOf(
	connection: Connection,
	own: StoredNames,
): Promise<readonly string[]> {
	const states = await readStates(connection, own);
	return [...states.keys()].toSorted();
}

function aimOf(kill: string): Aim {
	const aim = parseAim(kill, sqlFacts);
	if (!aim) {
		throw new Error(`${kill} is no kill of a statement`);
	}

	return aim;
}
