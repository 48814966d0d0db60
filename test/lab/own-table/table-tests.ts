import test from 'ava';
import {type BlobsChange} from '../../helpers/blobs.js';
import {Refusal} from '../../../source/refusal.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {quoted} from '../../../source/server/literal.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** Legal names of a schema. */
const oddNames = [
	"o'brien",
	String.raw`back\slash`,
	'odd `name`',
	'a"quote',
	'what?',
	'100%_sure',
	'Ünïcödé → 表',
	'-- comment /*',
];

/** The tests of what the lab may change, on one flavour of server. */
export function testTables(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (schema: string, plan: BlobsChange = {}) =>
		openTestLab(serverOf(server), {schema, files: 1, ...plan});

	const ask = async (sql: string) => {
		const connection = await connect(serverOf(server));
		try {
			return await query(connection, sql);
		} finally {
			connection.destroy();
		}
	};

	const left = ({events}: TestLab) =>
		events.flatMap(event => (event.type === 'left' ? [event.leftover] : []));

	const names = async (sql: string) => {
		const rows = await ask(sql);
		return rows.map(row => String(row['name']));
	};

	const schemasLike = async (schema: string) =>
		names(
			`SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '${schema}'`,
		);

	const tablesOf = async (schema: string) =>
		names(
			`SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${schema}' ORDER BY 1`,
		);

	test.serial(
		'a table without the mark is refused, and keeps all its rows',
		async t => {
			await ask('CREATE DATABASE theirs');
			await ask(
				'CREATE TABLE theirs.DataBlobs (id INT PRIMARY KEY) COMMENT = "ours, not kill-lab’s"',
			);
			await ask('INSERT INTO theirs.DataBlobs VALUES (1), (2), (3)');

			const error = await t.throwsAsync(open('theirs'), {instanceOf: Refusal});
			t.is(
				error?.message,
				"table theirs.DataBlobs: not proven to be the lab's; needed: none, or one left by an earlier kill-lab. Its comment is not the lab's, so the lab leaves it alone. Name another schema with --database.",
			);
			t.deepEqual(
				await names('SELECT id AS name FROM theirs.DataBlobs ORDER BY id'),
				['1', '2', '3'],
			);
		},
	);

	test.serial(
		'the table is dropped at the end, and the schema stays and is reported',
		async t => {
			const lab = await open('gone');
			await lab.verdictOf();
			t.deepEqual(await tablesOf('gone'), ['DataBlobs']);
			await lab.close();

			t.deepEqual(await tablesOf('gone'), []);
			t.deepEqual(await schemasLike('gone'), ['gone']);
			t.deepEqual(left(lab), [
				{
					what: 'schema',
					name: 'gone',
					state: 'stays',
					why: "created by the lab, and kept because a schema may hold objects that this account can't see",
					statement: 'DROP DATABASE `gone`',
				},
			]);
		},
	);

	test.serial('a schema that existed before stays', async t => {
		await ask('CREATE DATABASE before_us');
		const lab = await open('before_us');
		await lab.close();

		t.deepEqual(await schemasLike('before_us'), ['before_us']);
		t.deepEqual(await tablesOf('before_us'), []);
		t.deepEqual(left(lab), []);
	});

	test.serial('a schema that somebody put something into stays', async t => {
		const lab = await open('shared');
		await ask('CREATE TABLE shared.somebodys (id INT)');
		await lab.close();

		t.deepEqual(await tablesOf('shared'), ['somebodys']);
	});

	test.serial(
		'a kept table is still there for the next lab, which empties it first',
		async t => {
			const first = await open('kept');
			await first.verdictOf();
			await first.session.close({keep: true});
			t.deepEqual(await names('SELECT file_name AS name FROM kept.DataBlobs'), [
				'random_file-0.bin',
			]);

			const second = await open('kept');
			const verdict = await second.verdictOf();
			t.like(verdict, {outcome: 'committed whole', expected: 1});
			await second.close();
			t.deepEqual(await tablesOf('kept'), []);
		},
	);

	for (const mode of ['', 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES']) {
		test.serial(
			`schemas whose names need quoting work with sql_mode '${mode}'`,
			async t => {
				const [before] = await ask('SELECT @@GLOBAL.sql_mode AS mode');
				await ask(`SET GLOBAL sql_mode = '${mode}'`);
				t.teardown(async () =>
					ask(`SET GLOBAL sql_mode = '${String(before?.['mode'])}'`),
				);
				for (const schema of oddNames) {
					for (const protocol of ['binary', 'long-data', 'text'] as const) {
						const lab = await open(schema, {protocol, size: megabyte});
						t.like(await lab.verdictOf(), {outcome: 'committed whole'});
						await lab.close();
						t.deepEqual(
							left(lab).map(({statement}) => statement),
							// The first lab created the schema.
							protocol === 'binary' ? [`DROP DATABASE ${quoted(schema)}`] : [],
						);
					}

					t.deepEqual(
						await ask(`SHOW TABLES FROM ${quoted(schema)}`),
						[],
						`tables of ${schema}`,
					);
					await ask(`DROP DATABASE ${quoted(schema)}`);
				}
			},
		);
	}

	test.serial(
		'two labs do not share a table in a schema whose name needs quoting',
		async t => {
			await Promise.all(
				oddNames.map(async schema => {
					const lab = await open(schema);
					await t.throwsAsync(open(schema), {message: /^Another kill-lab /});
					await lab.close();
				}),
			);
		},
	);

	test.serial('two labs do not share a table', async t => {
		const lab = await open('single');
		t.teardown(lab.close);

		const error = await t.throwsAsync(open('single'), {instanceOf: Refusal});
		t.regex(
			error?.message ?? '',
			/^Another kill-lab \(connection \d+\) is using single\.DataBlobs\. /,
		);
	});

	test.serial(
		'two labs in schemas with long, nearly equal names do not disturb each other',
		async t => {
			const name = 'a'.repeat(60);
			const one = await open(`${name}1`);
			t.teardown(one.close);
			const other = await open(`${name}2`);
			t.teardown(other.close);
			await t.throwsAsync(open(`${name}2`), {message: /^Another kill-lab /});
		},
	);

	test.serial(
		'an account with rights on only its own schema gets true verdicts',
		async t => {
			await ask("CREATE USER poor@localhost IDENTIFIED BY 'secret'");
			await ask('GRANT ALL ON own.* TO poor@localhost');
			const lab = await openTestLab(
				serverOf(server, {user: 'poor', password: 'secret'}),
				{schema: 'own', files: 2, rate: 30 * megabyte},
			);
			t.teardown(lab.close);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', expected: 2});

			const kill = lab.when(
				event =>
					event.type === 'step-progress' &&
					event.step === 1 &&
					event.done > megabyte,
				() => {
					lab.session.kill('connection', lab.now());
				},
			);
			const [verdict] = await Promise.all([lab.verdictOf(), kill]);
			t.like(verdict, {outcome: 'rolled back whole', there: 0});
			t.is(lab.run().view?.view.transaction.type, 'hidden');
		},
	);

	test.serial(
		'a file that is larger than max_allowed_packet is refused before anything is written',
		async t => {
			const error = await t.throwsAsync(
				open('large', {size: 600 * megabyte, protocol: 'text'}),
				{instanceOf: Refusal},
			);
			t.is(
				error?.message,
				'max_allowed_packet: 1 GB; needed: 1258292224 bytes. A file of 600 MB is one packet with the text protocol. Choose a --size of at most 536870400 bytes: no server takes a larger packet.',
			);
			t.deepEqual(await schemasLike('large'), []);

			const [before] = await ask('SELECT @@GLOBAL.max_allowed_packet AS bytes');
			await ask('SET GLOBAL max_allowed_packet = 1048576');
			const small = await t.throwsAsync(open('large'), {instanceOf: Refusal});
			await ask(`SET GLOBAL max_allowed_packet = ${String(before?.['bytes'])}`);
			t.regex(
				small?.message ?? '',
				/^max_allowed_packet: 1 MB; needed: 5243904 bytes\. A file of 5 MB is one packet with the binary protocol\. Choose a smaller --size, or run: SET GLOBAL max_allowed_packet = 1073741824$/,
			);
			t.deepEqual(await schemasLike('large'), []);
		},
	);
}
