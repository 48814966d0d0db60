import {type RowDataPacket} from 'mysql2';
import test, {type ExecutionContext} from 'ava';
import {type Verdict} from '../../../../source/lab/events/events.js';
import {type RunPlan} from '../../../../source/lab/events/run-plan.js';
import {phaseOfKill} from '../../../../source/lab/history/state.js';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {updatePlan} from '../../../../source/lab/workloads/update/options.js';
import {type Flavour} from '../../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../../helpers/server.js';

/** Enough that a look meets the UPDATE, and few enough that the table is filled soon. */
const rows = 150_000;
const schema = 'update_lab';

/** The UPDATE and kills of it, on a real server. */
export function updateTests(flavour: Flavour): void {
	let server: TestServer;
	test.before(async () => {
		server = await sandboxServer(flavour);
	});
	test.after.always(async () => {
		await server.stop();
	});

	const open = async (
		word?: string,
		change: Partial<RunPlan> = {},
	): Promise<TestLab> => {
		const aim = word === undefined ? undefined : parseAim(word, updateFacts);
		return openTestLab(
			serverOf(server),
			{schema, ...change},
			aim ? [aim] : [],
			{workload: updatePlan({rows})},
		);
	};

	const run = async (
		t: ExecutionContext,
		...options: Parameters<typeof open>
	): Promise<{lab: TestLab; verdict: Verdict}> => {
		const lab = await open(...options);
		t.teardown(lab.close);
		return {lab, verdict: await lab.verdictOf()};
	};

	/** How many rows are changed, read without the lab's code. */
	const changed = async (): Promise<number> => {
		const connection = await server.connect();
		try {
			const [[row]] = await connection.query<RowDataPacket[]>(
				`SELECT COUNT(*) AS number FROM ${schema}.UpdatedRows WHERE payload = REPEAT('y', 200)`,
			);
			return Number(row?.['number']);
		} finally {
			await connection.end();
		}
	};

	test.serial('an UPDATE that nobody kills is committed whole', async t => {
		const {lab, verdict} = await run(t);
		t.like(verdict, {
			outcome: 'committed whole',
			there: rows,
			intact: rows,
			expected: rows,
		});
		t.is(await changed(), rows);
		const target = lab.run().statements.find(({role}) => role === 'target');
		t.deepEqual(target?.ended?.outcome, {
			type: 'ok',
			returned: {type: 'changes', rows},
		});
		t.is(lab.run().transaction, 'committed');
	});

	for (const autocommit of [false, true]) {
		for (const [word, effect] of [
			['query@execute', 'interrupted'],
			['connection@execute', 'disconnected'],
		] as const) {
			test.serial(
				`${word} rolls all of it back, autocommit ${autocommit}`,
				async t => {
					const {lab, verdict} = await run(t, word, {autocommit});
					const [kill] = lab.run().kills;
					t.is(kill && phaseOfKill(kill), 'execute');
					t.deepEqual(lab.effects(), [effect]);
					t.like(verdict, {outcome: 'rolled back whole', there: 0});
					t.is(await changed(), 0);
				},
			);
		}
	}

	test.serial(
		'after a KILL QUERY the client can run the UPDATE again in the same transaction',
		async t => {
			const {lab, verdict} = await run(t, 'query@execute', {
				onInterrupt: 'retry',
			});
			t.deepEqual(lab.effects(), ['interrupted']);
			t.like(verdict, {
				outcome: 'committed whole',
				there: rows,
				intact: rows,
			});
		},
	);

	test.serial(
		"the lab's table is emptied for the next run and dropped at the end",
		async t => {
			const lab = await open();
			await lab.verdictOf();
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: rows});
			await lab.close();
			const connection = await server.connect();
			const [tables] = await connection.query<RowDataPacket[]>(
				`SHOW TABLES FROM ${schema}`,
			);
			await connection.end();
			t.deepEqual(tables, []);
		},
	);
}
