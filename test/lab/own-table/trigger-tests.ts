import test from 'ava';
import {createTriggerStatement} from '../../../source/lab/own-table/own-trigger.js';
import {triggerFacts} from '../../../source/lab/workloads/trigger/facts.js';
import {
	triggeredRows,
	workOnRow,
} from '../../../source/lab/workloads/trigger/table.js';
import {Refusal} from '../../../source/refusal.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../helpers/lab.js';
import {runStatements} from '../../helpers/run-statements.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** What somebody may do to the trigger of a lab, and what the lab says about it. */
const changes: ReadonlyArray<
	readonly [
		what: string,
		make: (labs: string) => readonly string[],
		why: string,
	]
> = [
	[
		'another body',
		labs => ['DROP TRIGGER WorkOnRow', labs.replace('+ 1000', '+ 1001')],
		"it has a trigger that is not the lab's, WorkOnRow",
	],
	[
		'another moment',
		labs => [
			'DROP TRIGGER WorkOnRow',
			labs.replace('BEFORE UPDATE', 'BEFORE INSERT'),
		],
		"it has a trigger that is not the lab's, WorkOnRow",
	],
	[
		'a second one',
		() => [
			'CREATE TRIGGER audit BEFORE DELETE ON TriggeredRows FOR EACH ROW SET @a = 1',
		],
		"it has a trigger that is not the lab's, audit",
	],
];

/** The tests of whose a trigger is, on one flavour of server. */
export function testTriggers(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			// Then not everybody may create one.
			serverOptions: ['--log-bin=binlog', '--server-id=1'],
		});
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (schema: string, account = {}): Promise<TestLab> =>
		openTestLab(serverOf(server, account), {schema}, [], {
			workload: triggerFacts.plan({scale: 0.002}),
		});

	const ask = async (...statements: readonly string[]) =>
		runStatements(server, statements);

	const contents = async (schema: string) => ({
		tables: await ask(`SHOW TABLES FROM ${schema}`),
		triggers: await ask(`SHOW TRIGGERS FROM ${schema}`),
	});

	for (const [index, [what, make, why]] of changes.entries()) {
		test.serial(
			`a table whose trigger is not the lab's is neither changed nor dropped: ${what}`,
			async t => {
				const schema = `changed_${index}`;
				const lab = await open(schema);
				await lab.verdictOf();
				await ask(
					`USE ${schema}`,
					...make(
						createTriggerStatement({schema, design: triggeredRows}, workOnRow),
					),
				);
				const before = await contents(schema);
				const error = await t.throwsAsync(lab.verdictOf(), {
					instanceOf: Refusal,
				});
				t.true(error?.message.includes(why));
				await lab.close();
				await t.throwsAsync(open(schema), {instanceOf: Refusal});
				t.deepEqual(await contents(schema), before);
			},
		);
	}

	test.serial(
		'what a dead lab left is taken over, with its trigger or without it, and then nothing stays',
		async t => {
			for (const schema of ['dead', 'half']) {
				const dead = await open(schema);
				await dead.verdictOf();
				await dead.abandon();
				const {triggers} = await contents(schema);
				t.is(triggers.length, 1);
				if (schema === 'half') {
					await ask('DROP TRIGGER half.WorkOnRow');
				}

				const lab = await open(schema);
				t.like(await lab.verdictOf(), {outcome: 'committed whole'});
				const {triggers: again} = await contents(schema);
				t.is(again.length, 1);
				t.is(String(again[0]?.['Statement']), workOnRow.body);
				await lab.close();
				t.deepEqual(await contents(schema), {tables: [], triggers: []});
			}
		},
	);

	test.serial('somebody’s trigger of that name stays', async t => {
		await ask(
			'CREATE DATABASE taken',
			'CREATE TABLE taken.t (id INT)',
			'CREATE TRIGGER taken.WorkOnRow BEFORE UPDATE ON taken.t FOR EACH ROW SET @a = 1',
		);
		const before = await contents('taken');
		const lab = await open('taken');
		await t.throwsAsync(lab.verdictOf(), {
			instanceOf: Refusal,
			message: /has a trigger WorkOnRow that is not the lab's/,
		});
		await lab.close();
		t.deepEqual(await contents('taken'), before);
	});

	test.serial(
		'an account needs what the refusals name, and no more',
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
			t.regex(granted, /TRIGGER/);
			await ask(granted);
			const refused = await open('own', account);
			await t.throwsAsync(refused.verdictOf(), {
				instanceOf: Refusal,
				message: /log_bin_trust_function_creators/,
			});
			await refused.close();
			await ask('SET GLOBAL log_bin_trust_function_creators = ON');
			const lab = await open('own', account);
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			await lab.close();
			t.deepEqual(await contents('own'), {tables: [], triggers: []});
		},
	);
}
