import test from 'ava';
import {createLeftovers} from '../../../source/lab/events/leftovers.js';
import {openTable} from '../../../source/lab/own-table/own-table.js';
import {createRoutineStatement} from '../../../source/lab/own-table/routine-shape.js';
import {procedureFacts} from '../../../source/lab/workloads/procedure/facts.js';
import {
	batchedRows,
	changeBatchedRows,
} from '../../../source/lab/workloads/procedure/routine.js';
import {Refusal} from '../../../source/refusal.js';
import {connect} from '../../../source/server/connect.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../helpers/lab.js';
import {runStatements} from '../../helpers/run-statements.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

const name = 'ChangeBatchedRows';

const labs = (schema: string) =>
	createRoutineStatement({schema, routine: changeBatchedRows});

const notTheLabs = "its comment is not the lab's";
const otherShape =
	'its parameters, its characteristics or its body are not the ones that the lab creates';

/** Somebody's procedures: how they are created, and what the lab says about them. */
const kinds: ReadonlyArray<
	readonly [
		what: string,
		make: (schema: string) => readonly string[],
		why: string,
	]
> = [
	[
		'no comment',
		schema => [`CREATE PROCEDURE ${schema}.${name}() SELECT 1`],
		notTheLabs,
	],
	[
		'the lab’s body with another comment',
		schema => [
			labs(schema),
			`ALTER PROCEDURE ${schema}.${name} COMMENT 'ours'`,
		],
		notTheLabs,
	],
	[
		'the lab’s comment with more after it',
		schema => [labs(schema).replace(")'", "), and ours'")],
		notTheLabs,
	],
	[
		'the lab’s comment with another body',
		schema => [labs(schema).replace('+ 999', '+ 998')],
		otherShape,
	],
	[
		'the lab’s comment and body with a parameter',
		schema => [labs(schema).replace('()', '(IN what INT)')],
		otherShape,
	],
	[
		'the lab’s with the rights of its maker',
		schema => [
			labs(schema),
			`ALTER PROCEDURE ${schema}.${name} SQL SECURITY DEFINER`,
		],
		otherShape,
	],
];

/** The tests of whose a procedure is, on one flavour of server. */
export function testRoutines(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			// Some servers ask for more rights then, though of functions only.
			serverOptions: ['--log-bin=binlog', '--server-id=1'],
		});
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (schema: string, account = {}): Promise<TestLab> =>
		openTestLab(serverOf(server, account), {schema}, [], {
			workload: procedureFacts.plan({scale: 0.002}),
		});

	const ask = async (...statements: readonly string[]) =>
		runStatements(server, statements);

	/** All that is in a schema, and of a procedure all that says what it is. */
	const contents = async (schema: string) => ({
		tables: await ask(`SHOW TABLES FROM ${schema}`),
		routines: await ask(
			`SELECT ROUTINE_TYPE, ROUTINE_NAME, ROUTINE_DEFINITION, ROUTINE_COMMENT, SECURITY_TYPE, CREATED, LAST_ALTERED FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = '${schema}'`,
		),
	});

	const left = ({events}: TestLab) =>
		events.flatMap(event => (event.type === 'left' ? [event.leftover] : []));

	for (const [index, [what, make, why]] of kinds.entries()) {
		test.serial(
			`somebody's procedure is never touched, and nothing is created beside it: ${what}`,
			async t => {
				const schema = `theirs_${index}`;
				await ask(`CREATE DATABASE ${schema}`, ...make(schema));
				const before = await contents(schema);
				const error = await t.throwsAsync(open(schema), {instanceOf: Refusal});
				t.is(
					error?.message,
					`procedure ${schema}.${name}: not proven to be the lab's; needed: none, or one left by an earlier kill-lab. ${why[0]?.toUpperCase() ?? ''}${why.slice(1)}, so the lab leaves it alone. Name another schema with --database.`,
				);
				t.deepEqual(await contents(schema), before);
			},
		);

		test.serial(
			`a procedure that somebody puts in place of the lab's is neither called nor dropped: ${what}`,
			async t => {
				const schema = `swapped_${index}`;
				const lab = await open(schema);
				await lab.verdictOf();
				await ask(`DROP PROCEDURE ${schema}.${name}`, ...make(schema));
				const {routines} = await contents(schema);
				const error = await t.throwsAsync(lab.verdictOf(), {
					instanceOf: Refusal,
				});
				t.is(
					error?.message,
					`The procedure ${schema}.${name} is not proven to be the lab's: ${why}.`,
				);
				await lab.close();
				t.deepEqual(await contents(schema), {tables: [], routines});
				t.deepEqual(left(lab)[0], {
					what: 'procedure',
					name: `${schema}.${name}`,
					state: 'stays',
					statement: `DROP PROCEDURE \`${schema}\`.\`${name}\``,
					why,
				});
			},
		);
	}

	test.serial('a function of that name is something else', async t => {
		await ask(
			'CREATE DATABASE functions',
			'SET GLOBAL log_bin_trust_function_creators = ON',
			`CREATE FUNCTION functions.${name}() RETURNS INT DETERMINISTIC RETURN 1`,
		);
		const before = await contents('functions');
		const lab = await open('functions');
		t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		await lab.close();
		t.deepEqual(await contents('functions'), before);
	});

	test.serial(
		'what a dead lab left is named, and taken over, and then nothing stays',
		async t => {
			const dead = await open('dead');
			await dead.verdictOf();
			await dead.abandon();
			const {routines, tables} = await contents('dead');
			t.is(routines.length, 1);
			t.is(tables.length, 1);
			const lab = await open('dead');
			t.deepEqual(
				lab.state().warnings?.map(({what, value}) => [what, value]),
				[
					['table dead.BatchedRows', 'left by an earlier kill-lab'],
					['schema dead', 'created by an earlier kill-lab'],
					[`procedure dead.${name}`, 'left by an earlier kill-lab'],
				],
			);
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			await lab.close();
			t.deepEqual(await contents('dead'), {tables: [], routines: []});
			t.deepEqual(
				left(lab).map(({what}) => what),
				['schema'],
			);
		},
	);

	test.serial(
		'a procedure without a table, as of a lab that died while it dropped them, is taken over',
		async t => {
			await ask('CREATE DATABASE half', labs('half'));
			const lab = await open('half');
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			await lab.close();
			t.deepEqual(await contents('half'), {tables: [], routines: []});
		},
	);

	test.serial(
		'what would stay if the lab ended now is known, with its statements',
		async t => {
			const connection = await connect(serverOf(server));
			t.teardown(() => {
				connection.destroy();
			});
			const leftovers = createLeftovers();
			const table = await openTable(
				connection,
				{schema: 'kept', design: batchedRows},
				leftovers,
				{isWrittenElsewhere: false},
			);
			t.deepEqual(
				leftovers.list().map(({state, statement}) => [state, statement]),
				[
					['stays', `DROP PROCEDURE \`kept\`.\`${name}\``],
					['stays', 'DROP TABLE `kept`.`BatchedRows`'],
					['stays', 'DROP DATABASE `kept`'],
				],
			);
			t.is(await table.findDoubt(), undefined);
			await ask(`DROP PROCEDURE kept.${name}`);
			t.deepEqual(await table.findDoubt(), {
				type: 'not-proved',
				why: `the procedure kept.${name} is no longer there: somebody dropped it`,
			});
			await table.drop('any lab');
			t.deepEqual(
				leftovers.list().map(({what, state}) => [what, state]),
				[
					['procedure', 'gone'],
					['schema', 'stays'],
				],
			);
			await ask('DROP DATABASE kept');
		},
	);

	test.serial(
		'a leftover is not taken over where other servers write too',
		async t => {
			const connection = await connect(serverOf(server));
			t.teardown(() => {
				connection.destroy();
			});
			await ask('CREATE DATABASE elsewhere', labs('elsewhere'));
			await t.throwsAsync(
				openTable(
					connection,
					{schema: 'elsewhere', design: batchedRows},
					createLeftovers(),
					{isWrittenElsewhere: true},
				),
				{instanceOf: Refusal, message: /^Another kill-lab has created /},
			);
			const {tables, routines} = await contents('elsewhere');
			t.deepEqual([tables.length, routines.length], [0, 1]);
		},
	);

	test.serial(
		'the account needs the privileges that the refusal names, and no others',
		async t => {
			await ask(
				"CREATE USER poor@localhost IDENTIFIED BY 'secret'",
				'GRANT SELECT ON own.* TO poor@localhost',
			);
			const account = {user: 'poor', password: 'secret'};
			const error = await t.throwsAsync(open('own', account), {
				instanceOf: Refusal,
			});
			const [, granted = ''] =
				/run: (GRANT .*)$/m.exec(error?.message ?? '') ?? [];
			for (const privilege of ['CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE']) {
				t.true(granted.includes(privilege), `${privilege} in ${granted}`);
			}

			await ask(granted);
			const lab = await open('own', account);
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			await lab.close();
			t.deepEqual(await contents('own'), {tables: [], routines: []});
			t.deepEqual(
				await ask("SELECT * FROM mysql.procs_priv WHERE Db = 'own'"),
				[],
			);
		},
	);

	test.serial(
		'a procedure whose body the account may not read is nobody’s leftover',
		async t => {
			await ask(
				'CREATE DATABASE hidden',
				labs('hidden'),
				"CREATE USER blind@localhost IDENTIFIED BY 'secret'",
				'GRANT ALL ON hidden.* TO blind@localhost',
			);
			await t.throwsAsync(open('hidden', {user: 'blind', password: 'secret'}), {
				instanceOf: Refusal,
				message: /This account can't read its body/,
			});
			const {tables, routines} = await contents('hidden');
			t.deepEqual([tables.length, routines.length], [0, 1]);
		},
	);
}
