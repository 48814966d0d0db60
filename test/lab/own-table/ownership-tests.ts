import test from 'ava';
import {blobsTable} from '../../../source/lab/workloads/blobs/table.js';
import {capital} from '../../../source/lab/events/finding.js';
import {
	createLeftovers,
	type Leftover,
} from '../../../source/lab/events/leftovers.js';
import {type BlobsChange} from '../../helpers/blobs.js';
import {openTable} from '../../../source/lab/own-table/own-table.js';
import {createStatement} from '../../../source/lab/own-table/table-shape.js';
import {Refusal} from '../../../source/refusal.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {toFailure} from '../../../source/server/failure.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {describeLeftover} from '../../../source/wording/words.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {until} from '../../helpers/program.js';
import {runStatements} from '../../helpers/run-statements.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

const labs = (schema: string) =>
	createStatement({schema, design: blobsTable}, {isSchemaOurs: false});

/** Somebody's table: how it is created, and what the lab says about it. */
type Kind = {
	readonly what: string;
	readonly make: (schema: string) => readonly string[];
	readonly why: string;
	readonly only?: Flavour;
};

const notTheLabs = "its comment is not the lab's";
const otherShape =
	'its columns, keys or constraints are not the ones that the lab creates';
const more = 'it has partitions or other features that the lab does not use';

const insertRow = (schema: string) =>
	`INSERT INTO ${schema}.DataBlobs (file_name, file_data, file_size, file_type, file_hash) VALUES ('mine.txt', 'x', 1, 'text/plain', 'none')`;

const kinds: readonly Kind[] = [
	{
		what: 'no comment',
		make: schema => [`CREATE TABLE ${schema}.DataBlobs (id INT PRIMARY KEY)`],
		why: notTheLabs,
	},
	{
		what: 'a comment that starts like that of older labs',
		make: schema => [
			`CREATE TABLE ${schema}.DataBlobs (id INT PRIMARY KEY) COMMENT='Created by kill-laboratory team; production measurements, do not drop'`,
		],
		why: notTheLabs,
	},
	{
		what: 'the comment of older labs',
		make: schema => [
			`CREATE TABLE ${schema}.DataBlobs (id INT PRIMARY KEY) COMMENT='Created by kill-lab: it may be emptied and dropped by it'`,
		],
		why: 'its comment is that of an older kill-lab, which proves nothing',
	},
	{
		what: 'the lab’s table with another comment',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs COMMENT = 'ours'`,
		],
		why: notTheLabs,
	},
	{
		what: 'the lab’s comment with more after it',
		make: schema => [labs(schema).replace(/'$/, " and by us'")],
		why: notTheLabs,
	},
	{
		what: 'the lab’s comment in another case',
		make: schema => [labs(schema).replace('Made by', 'MADE BY')],
		why: notTheLabs,
	},
	{
		what: 'another column',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs ADD notes TEXT`,
		],
		why: otherShape,
	},
	{
		what: 'an invisible column',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs ADD notes INT INVISIBLE`,
		],
		why: otherShape,
	},
	{
		what: 'another type',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs MODIFY file_size BIGINT NOT NULL`,
		],
		why: otherShape,
	},
	{
		what: 'an index',
		make: schema => [
			labs(schema),
			`CREATE INDEX by_name ON ${schema}.DataBlobs (file_name)`,
		],
		why: otherShape,
	},
	{
		what: 'its own foreign key',
		make: schema => [
			`CREATE TABLE ${schema}.parents (id BIGINT UNSIGNED PRIMARY KEY)`,
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs ADD FOREIGN KEY (id) REFERENCES ${schema}.parents (id)`,
		],
		why: otherShape,
	},
	{
		what: 'a constraint',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs ADD CONSTRAINT some CHECK (file_size > 0)`,
		],
		why: otherShape,
	},
	{
		what: 'partitions',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs PARTITION BY HASH (id) PARTITIONS 2`,
		],
		why: more,
	},
	{
		what: 'system versioning',
		make: schema => [
			labs(schema),
			`ALTER TABLE ${schema}.DataBlobs ADD SYSTEM VERSIONING`,
		],
		why: more,
		only: 'mariadb',
	},
	{
		what: 'another engine',
		make: schema => [labs(schema).replace('InnoDB', 'MyISAM')],
		why: 'its engine is MyISAM, not InnoDB',
	},
	{
		what: 'a view',
		make: schema => [`CREATE VIEW ${schema}.DataBlobs AS SELECT 1 AS id`],
		why: notTheLabs,
	},
	{
		what: 'a trigger',
		make: schema => [
			labs(schema),
			`CREATE TRIGGER ${schema}.audit BEFORE DELETE ON ${schema}.DataBlobs FOR EACH ROW SET @a = 1`,
		],
		why: "it has a trigger that is not the lab's, audit",
	},
	{
		what: 'a row',
		make: schema => [labs(schema), insertRow(schema)],
		why: 'a row in it is not the lab\'s (id 1, "mine.txt")',
	},
];

/** The tests of who owns a table, and that nobody loses data, on one flavour of server. */
export function testOwnership(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour);
		await ask('CREATE USER usual');
		await ask('CREATE USER more');
		for (const user of ['usual', 'more']) {
			await ask(
				`GRANT CREATE, DROP, INSERT, SELECT ON \`${user}%\`.* TO ${user}`,
			);
		}

		await ask('GRANT TRIGGER ON `more%`.* TO more');
	});

	test.after.always(async () => {
		await server.stop();
	});

	const ask = async (...statements: readonly string[]) =>
		runStatements(server, statements);

	const open = async (
		schema: string,
		{user = 'root', ...plan}: BlobsChange & {readonly user?: string} = {},
	) =>
		openTestLab(serverOf(server, {user}), {
			schema,
			files: 1,
			size: megabyte,
			...plan,
		});

	/** The definition, and the rows' names if it has any. */
	const contents = async (schema: string) => {
		const [row] = await ask(`SHOW CREATE TABLE ${schema}.DataBlobs`);
		const [rows] = await ask(
			`SELECT COUNT(*) AS number FROM ${schema}.DataBlobs`,
		);
		return {definition: Object.values(row ?? {})[1] as unknown, ...rows};
	};

	const left = ({events}: TestLab): readonly Leftover[] =>
		events.flatMap(event => (event.type === 'left' ? [event.leftover] : []));

	const tableLeft = (lab: TestLab) =>
		left(lab).find(({what}) => what === 'table');

	for (const [index, {what, make, why, only}] of kinds.entries()) {
		if (only !== undefined && only !== flavour) {
			continue;
		}

		test.serial(
			`somebody's table is refused before a run, and stays as it is: ${what}`,
			async t => {
				const schema = `theirs_${index}`;
				await ask(`CREATE DATABASE ${schema}`, ...make(schema));
				const before = await contents(schema);
				const error = await t.throwsAsync(open(schema), {instanceOf: Refusal});
				t.is(
					/kill-lab\. (.*), so the lab leaves it alone/.exec(
						error?.message ?? '',
					)?.[1],
					capital(why),
				);
				t.deepEqual(await contents(schema), before);
			},
		);
	}

	const changes: ReadonlyArray<
		readonly [
			what: string,
			change: (schema: string) => readonly string[],
			why: string,
		]
	> = [
		[
			'the comment',
			schema => [`ALTER TABLE ${schema}.DataBlobs COMMENT = 'now ours'`],
			notTheLabs,
		],
		[
			'a column',
			schema => [`ALTER TABLE ${schema}.DataBlobs ADD notes TEXT`],
			otherShape,
		],
		[
			'a trigger',
			schema => [
				`CREATE TRIGGER ${schema}.audit BEFORE DELETE ON ${schema}.DataBlobs FOR EACH ROW SET @a = 1`,
			],
			"it has a trigger that is not the lab's, audit",
		],
		[
			'a row',
			schema => [insertRow(schema)],
			'a row in it is not the lab\'s (id 2, "mine.txt")',
		],
		[
			'a copy of a row',
			schema => [
				`INSERT INTO ${schema}.DataBlobs (file_name, file_data, file_size, file_type, file_hash) SELECT file_name, file_data, file_size, file_type, file_hash FROM ${schema}.DataBlobs`,
			],
			'a row in it is not the lab\'s (id 2, "random_file-0.bin")',
		],
		[
			'a foreign key',
			schema => [
				`CREATE TABLE ${schema}.children (id INT PRIMARY KEY, blob_id BIGINT UNSIGNED, FOREIGN KEY (blob_id) REFERENCES ${schema}.DataBlobs (id))`,
			],
			"a foreign key of somebody's table refers to it",
		],
	];

	for (const [index, [what, change, why]] of changes.entries()) {
		test.serial(
			`a table that somebody changed between two runs is neither emptied nor dropped: ${what}`,
			async t => {
				const schema = `given_${index}`;
				const lab = await open(schema);
				await lab.verdictOf();
				await ask('SET GLOBAL foreign_key_checks = OFF', ...change(schema));
				await ask('SET GLOBAL foreign_key_checks = ON');
				const before = await contents(schema);
				const error = await t.throwsAsync(lab.verdictOf(), {
					instanceOf: Refusal,
				});
				t.is(
					error?.message,
					`The table ${schema}.DataBlobs is not proven to be the lab's, so the lab leaves it alone: ${why}. Name another schema with --database.`,
				);
				await lab.close();
				t.deepEqual(await contents(schema), before);
				t.deepEqual(tableLeft(lab), {
					what: 'table',
					name: `${schema}.DataBlobs`,
					state: 'stays',
					statement: `DROP TABLE \`${schema}\`.\`DataBlobs\``,
					why,
				});
			},
		);
	}

	/** What somebody replaces the lab's table with during a run, and what the verdict says; absent: nothing. */
	const others: ReadonlyArray<
		readonly [
			what: string,
			make: ((schema: string) => readonly string[]) | undefined,
			reason: (table: string) => string,
			why?: string,
		]
	> = [
		[
			'somebody’s own table',
			schema => [
				`CREATE TABLE ${schema}.theirs (id INT PRIMARY KEY, file_name TEXT)`,
				`INSERT INTO ${schema}.theirs VALUES (1, 'mine.txt')`,
			],
			table =>
				`the table ${table} is not proven to be the lab's: ${notTheLabs}`,
			notTheLabs,
		],
		[
			'a table with the lab’s mark and another shape',
			schema => [
				labs(schema).replace('DataBlobs', 'theirs'),
				`ALTER TABLE ${schema}.theirs ADD notes TEXT`,
			],
			table =>
				`the table ${table} is not proven to be the lab's: ${otherShape}`,
			otherShape,
		],
		[
			'no table',
			undefined,
			table =>
				`the table ${table} is no longer there: somebody dropped or renamed it`,
		],
		[
			'a table like the lab’s',
			schema => [labs(schema).replace('DataBlobs', 'theirs')],
			table => `somebody has recreated the table ${table} since the run began`,
		],
	];

	for (const [index, [what, make, reason, why]] of others.entries()) {
		test.serial(
			`whatever somebody replaces the table with during a run proves nothing, and stays: ${what}`,
			async t => {
				const schema = `swapped_${index}`;
				const lab = await open(schema, {files: 2});
				// During the run's transaction the table can't be changed: this waits for its end, ahead of later statements.
				let swapped: Promise<unknown> = Promise.resolve();
				const swap = async () => {
					if (make) {
						await until(async () => {
							await ask(
								`DROP TABLE IF EXISTS ${schema}.theirs`,
								...make(schema),
							);
							return (
								(await madeAt(schema, 'theirs')) !==
								(await madeAt(schema, 'DataBlobs'))
							);
						});
					}

					swapped = ask(
						`RENAME TABLE ${schema}.DataBlobs TO ${schema}.labs${make ? `, ${schema}.theirs TO ${schema}.DataBlobs` : ''}`,
					);
					await untilWaiting();
				};

				void lab.when(
					({type}) => type === 'step-checked',
					() => {
						lab.holdFile(swap());
					},
				);
				t.deepEqual(await lab.verdictOf(), {
					outcome: 'unknown',
					reason: reason(`${schema}.DataBlobs`),
				});
				await swapped;
				if (why === undefined) {
					await lab.close();
					return;
				}

				const before = await contents(schema);
				await lab.close();
				t.deepEqual(await contents(schema), before);
				t.like(tableLeft(lab), {state: 'stays', why});
			},
		);
	}

	/** A table's creation time, in whole seconds. */
	const madeAt = async (schema: string, table: string) => {
		const [row] = await ask(
			`SELECT CAST(CREATE_TIME AS CHAR) AS made FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${schema}' AND TABLE_NAME = '${table}'`,
		);
		return String(row?.['made']);
	};

	test.serial(
		'before the drop, the lab waits for a row that somebody has not committed yet, and then keeps the table',
		async t => {
			const lab = await open('pending');
			await lab.verdictOf();
			const somebody = await connect(serverOf(server));
			await query(somebody, 'START TRANSACTION');
			await query(somebody, insertRow('pending'));
			const closing = lab.close();
			await untilWaiting();
			await query(somebody, 'COMMIT');
			await closing;
			somebody.destroy();
			t.is(
				tableLeft(lab)?.why,
				'a row in it is not the lab\'s (id 2, "mine.txt")',
			);
			const [row] = await ask(
				'SELECT COUNT(*) AS number FROM pending.DataBlobs',
			);
			t.is(Number(row?.['number']), 2);
		},
	);

	/** Waits until a connection waits for somebody's lock on a table. */
	const untilWaiting = async () => {
		for (;;) {
			const rows = await ask('SHOW PROCESSLIST');
			if (
				rows.some(row =>
					String(row['State']).startsWith('Waiting for table metadata lock'),
				)
			) {
				return;
			}
		}
	};

	for (const [what, statement] of [
		['dropped', 'DROP TABLE away.DataBlobs'],
		['renamed', 'RENAME TABLE away.DataBlobs TO away.elsewhere'],
	] as const) {
		test.serial(
			`a table that somebody has ${what} is reported as gone`,
			async t => {
				const lab = await open('away');
				await lab.verdictOf();
				await ask(statement);
				await lab.close();
				t.deepEqual(tableLeft(lab), {
					what: 'table',
					name: 'away.DataBlobs',
					state: 'gone',
				});
				await ask('DROP DATABASE away');
			},
		);
	}

	test.serial(
		'a table that the account may no longer see is not reported as gone',
		async t => {
			await ask('CREATE USER deprived', 'GRANT ALL ON deprived.* TO deprived');
			const lab = await openTestLab(serverOf(server, {user: 'deprived'}), {
				schema: 'deprived',
				files: 1,
				size: 1000,
			});
			void lab.when(
				event => event.type === 'step-started',
				() => {
					lab.holdFile(ask('REVOKE ALL ON deprived.* FROM deprived'));
				},
			);
			t.deepEqual(await lab.verdictOf(), {
				outcome: 'unknown',
				reason:
					'this account may no longer see the table deprived.DataBlobs: somebody has revoked its privileges',
			});
			await lab.close();
			t.deepEqual(tableLeft(lab), {
				what: 'table',
				name: 'deprived.DataBlobs',
				state: 'may stay',
				why: 'this account may no longer see it',
				statement: 'DROP TABLE `deprived`.`DataBlobs`',
			});
			await ask('DROP DATABASE deprived', 'DROP USER deprived');
		},
	);

	test.serial(
		"if the table can't be created, the schema that stays is reported",
		async t => {
			await ask(
				'CREATE USER poorer',
				'GRANT CREATE, DROP, INSERT, SELECT ON poorer.* TO poorer',
			);
			const connection = await connect(serverOf(server, {user: 'poorer'}));
			t.teardown(() => {
				connection.destroy();
			});
			// Between the two statements somebody revokes a privilege.
			const whole = connection.query.bind(connection);
			// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The lab calls it in no other way.
			connection.query = ((sql: string, done: () => void) => {
				void (async () => {
					if (sql.startsWith('CREATE TABLE')) {
						await ask('REVOKE CREATE ON poorer.* FROM poorer');
					}

					whole(sql, done);
				})();
			}) as typeof connection.query;
			const leftovers = createLeftovers();
			const error = await t.throwsAsync(
				openTable(
					connection,
					{schema: 'poorer', design: blobsTable},
					leftovers,
					{
						isWrittenElsewhere: false,
					},
				),
			);
			t.like(toFailure(error), {errno: 1142});
			t.deepEqual(
				leftovers.list().map(leftover => describeLeftover(leftover, 'db')),
				[
					"The schema poorer is still on db: created by the lab, and kept because a schema may hold objects that this account can't see. If nobody needs it, run: DROP DATABASE `poorer`",
				],
			);
		},
	);

	for (const user of ['root', 'usual', 'more']) {
		test.serial(
			`what somebody has put into the schema stays, whether the account sees it or not: ${user}`,
			async t => {
				const schema = `${user}_shared`;
				const lab = await open(schema, {user});
				await ask(
					`CREATE PROCEDURE ${schema}.p() SELECT 1`,
					`CREATE FUNCTION ${schema}.f() RETURNS INT DETERMINISTIC RETURN 1`,
					`CREATE EVENT ${schema}.e ON SCHEDULE EVERY 1 YEAR DO SELECT 1`,
					...(flavour === 'mysql'
						? [
								`CREATE LIBRARY ${schema}.l LANGUAGE JAVASCRIPT AS $$ export function f(){} $$`,
							]
						: []),
				);
				await lab.verdictOf();
				await lab.close();
				for (const object of ['PROCEDURE p', 'FUNCTION f', 'EVENT e']) {
					const [kind = '', name = ''] = object.split(' ');
					const found = await ask(`SHOW CREATE ${kind} ${schema}.${name}`);
					t.is(found.length, 1, `${kind} ${name}`);
				}

				t.like(
					left(lab).find(({what}) => what === 'schema'),
					{state: 'stays', statement: `DROP DATABASE \`${schema}\``},
				);
			},
		);
	}

	test.serial(
		"an account that can't see triggers empties the table but does not drop it; somebody's trigger always stays",
		async t => {
			for (const [user, triggers] of [
				['usual', true],
				['usual', false],
				['more', true],
				['more', false],
			] as const) {
				const schema = `${user}_${String(triggers)}`;
				const lab = await open(schema, {user});
				await lab.verdictOf();
				if (triggers) {
					await ask(
						`CREATE TRIGGER ${schema}.audit BEFORE DELETE ON ${schema}.DataBlobs FOR EACH ROW SET @a = 1`,
					);
				}

				await lab.close();
				const found = await ask(`SHOW TRIGGERS FROM ${schema}`);
				t.is(found.length, triggers ? 1 : 0);
				const isSeen = user === 'more' || flavour === 'mariadb';
				t.is(
					tableLeft(lab)?.why,
					isSeen
						? triggers
							? "it has a trigger that is not the lab's, audit"
							: undefined
						: "it is empty, but without the TRIGGER privilege this account can't see whether somebody has put a trigger on it",
				);
				const tables = await ask(`SHOW TABLES FROM ${schema}`);
				t.is(tables.length, isSeen && !triggers ? 0 : 1);
				const rows =
					tables.length === 0
						? []
						: await ask(`SELECT id FROM ${schema}.DataBlobs`);
				t.is(rows.length, isSeen && triggers ? 1 : 0);
			}
		},
	);

	test.serial(
		'what a killed lab has left is taken over, and its schema is reported',
		async t => {
			const killed = await open('killed');
			await killed.verdictOf();
			await killed.abandon();
			const next = await open('killed');
			t.deepEqual(
				next.events.flatMap(event =>
					event.type === 'preflight'
						? event.warnings.map(({what, value}) => `${what}: ${value}`)
						: [],
				),
				[
					'table killed.DataBlobs: left by an earlier kill-lab',
					'schema killed: created by an earlier kill-lab',
				],
			);
			t.like(await next.verdictOf(), {outcome: 'committed whole', expected: 1});
			await next.close();
			t.is(tableLeft(next), undefined);
			t.like(left(next).at(-1), {
				what: 'schema',
				name: 'killed',
				statement: 'DROP DATABASE `killed`',
			});
		},
	);

	for (const autocommit of [false, true]) {
		test.serial(
			`a row that somebody inserts during a run is named, and the verdict is on the lab's own rows: autocommit ${autocommit}`,
			async t => {
				const schema = `amid_${autocommit}`;
				const lab = await open(schema, {files: 2, autocommit});
				let put: Promise<unknown> = Promise.resolve();
				lab.holdFile(put);
				const inserted = lab.when(
					({type}) => type === 'step-checked',
					() => {
						put = ask(insertRow(schema));
						lab.holdFile(put);
					},
				);
				const verdict = await lab.verdictOf();
				await inserted;
				t.like(verdict, {
					outcome: 'committed whole',
					expected: 2,
				});
				const foreign = 'foreign' in verdict ? verdict.foreign : undefined;
				t.is(foreign?.number, 1);
				t.is(foreign?.rows[0]?.cells[1], 'mine.txt');
				t.deepEqual(
					lab.events.flatMap(event =>
						event.type === 'step-checked' ? [event.isIntact] : [],
					),
					[true, true],
				);
				await lab.close();
				t.regex(
					tableLeft(lab)?.why ?? '',
					/^a row in it is not the lab's \(id \d, "mine\.txt"\)$/,
				);
			},
		);
	}
}
