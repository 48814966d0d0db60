import test from 'ava';
import {createLeftovers} from '../../../source/lab/events/leftovers.js';
import {openTable} from '../../../source/lab/own-table/own-table.js';
import {createStatement} from '../../../source/lab/own-table/table-shape.js';
import {createSelectFacts} from '../../../source/lab/workloads/create-select/facts.js';
import {
	selectedRows,
	sourceRows,
} from '../../../source/lab/workloads/create-select/table.js';
import {Refusal} from '../../../source/refusal.js';
import {connect} from '../../../source/server/connect.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../helpers/lab.js';
import {runStatements} from '../../helpers/run-statements.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

const labs = (schema: string) =>
	createStatement({schema, design: selectedRows}, {isSchemaOurs: false});

/** Somebody's tables: how they are created, and what the lab says about them. */
const kinds: ReadonlyArray<
	readonly [
		what: string,
		make: (schema: string) => readonly string[],
		why: string,
	]
> = [
	[
		'no comment',
		schema => [`CREATE TABLE ${schema}.SelectedRows (id INT)`],
		"its comment is not the lab's",
	],
	[
		'the lab’s own with a row of somebody’s',
		schema => [
			labs(schema),
			`INSERT INTO ${schema}.SelectedRows VALUES (7, 0, '', '')`,
		],
		"a row in it is not the lab's (id 7)",
	],
	[
		'the lab’s own with a trigger of somebody’s',
		schema => [
			labs(schema),
			`CREATE TRIGGER ${schema}.audit BEFORE DELETE ON ${schema}.SelectedRows FOR EACH ROW SET @a = 1`,
		],
		"it has a trigger that is not the lab's, audit",
	],
];

/** The tests of whose the table is that a run makes beside the lab's, on one flavour of server. */
export function testMade(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (schema: string): Promise<TestLab> =>
		openTestLab(serverOf(server), {schema}, [], {
			workload: createSelectFacts.plan({scale: 0.001}),
		});

	/** Opens it as if nobody had looked before. */
	const openUnseen = async (schema: string) => {
		const connection = await connect(serverOf(server));
		try {
			await openTable(
				connection,
				{schema, design: sourceRows},
				createLeftovers(),
				{isWrittenElsewhere: false},
			);
		} finally {
			connection.destroy();
		}
	};

	const ask = async (...statements: readonly string[]) =>
		runStatements(server, statements);

	const tablesIn = async (schema: string) =>
		ask(
			`SELECT TABLE_NAME, CREATE_TIME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${schema}' ORDER BY 1`,
		);

	for (const [index, [what, make, why]] of kinds.entries()) {
		test.serial(
			`somebody's table is never touched, and nothing is created beside it: ${what}`,
			async t => {
				const schema = `theirs_${index}`;
				await ask(`CREATE DATABASE ${schema}`, ...make(schema));
				const before = await tablesIn(schema);
				t.is(before.length, 1);
				const error = await t.throwsAsync(open(schema), {instanceOf: Refusal});
				t.true(error?.message.includes(`table ${schema}.SelectedRows`));
				t.true(error?.message.toLowerCase().includes(why.toLowerCase()));
				await t.throwsAsync(openUnseen(schema), {instanceOf: Refusal});
				t.deepEqual(await tablesIn(schema), before);
			},
		);

		test.serial(
			`one that somebody puts in its place is neither dropped nor overwritten: ${what}`,
			async t => {
				const schema = `swapped_${index}`;
				const lab = await open(schema);
				t.like(await lab.verdictOf(), {outcome: 'committed whole'});
				await ask(`DROP TABLE ${schema}.SelectedRows`, ...make(schema));
				const [theirs] = await tablesIn(schema);
				const error = await t.throwsAsync(lab.verdictOf(), {
					instanceOf: Refusal,
				});
				t.true(error?.message.includes(why));
				await lab.close();
				t.deepEqual(await tablesIn(schema), [theirs]);
				t.like(
					lab.events.flatMap(event =>
						event.type === 'left' ? [event.leftover] : [],
					)[0],
					{name: `${schema}.SelectedRows`, state: 'stays', why},
				);
			},
		);
	}

	test.serial('what a dead lab left is named and taken over', async t => {
		const dead = await open('dead');
		await dead.verdictOf();
		await dead.abandon();
		const left = await tablesIn('dead');
		t.is(left.length, 2);
		const lab = await open('dead');
		t.true(
			lab
				.state()
				.warnings?.some(
					({what, value}) =>
						what === 'table dead.SelectedRows' &&
						value === 'left by an earlier kill-lab',
				),
		);
		t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		await lab.close();
		t.deepEqual(await tablesIn('dead'), []);
	});

	test.serial('what may be there once a run has begun is known', async t => {
		const connection = await connect(serverOf(server));
		t.teardown(() => {
			connection.destroy();
		});
		const leftovers = createLeftovers();
		const known = () =>
			leftovers.list().map(({name, state}) => [name, state] as const);
		const table = await openTable(
			connection,
			{schema: 'kept', design: sourceRows},
			leftovers,
			{isWrittenElsewhere: false},
		);
		const without = known();
		await table.empty('any lab');
		t.true(
			known().some(
				([name, state]) => name === 'kept.SelectedRows' && state === 'may stay',
			),
		);
		await table.drop('any lab');
		t.deepEqual(
			known(),
			without.filter(([name]) => name === 'kept'),
		);
	});
}
