import {type RowDataPacket} from 'mysql2';
import {type Connection} from 'mysql2/promise';
import test from 'ava';
import {Refusal} from '../../../../source/refusal.js';
import {loadDataFacts} from '../../../../source/lab/workloads/load-data/facts.js';
import {type RunPlan} from '../../../../source/lab/events/run-plan.js';
import {openTestLab, serverOf, type TestLab} from '../../../helpers/lab.js';
import {
	flavours,
	sandboxServer,
	type TestServer,
} from '../../../helpers/server.js';

const rows = 20_000;
const workload = loadDataFacts.plan({scale: rows / 800_000});

for (const flavour of flavours) {
	let server: TestServer;
	let root: Connection;
	test.before(async () => {
		server = await sandboxServer(flavour);
		root = await server.connect();
	});
	test.after.always(async () => {
		await root.end();
		await server.stop();
	});

	const ask = async (sql: string): Promise<RowDataPacket[]> => {
		const [answer] = await root.query<RowDataPacket[]>(sql);
		return answer;
	};

	const open = async (
		schema: string,
		change: Partial<RunPlan> = {},
		user = server.user,
	): Promise<TestLab> =>
		openTestLab(serverOf(server, {user}), {schema, ...change}, [], {workload});

	const countIn = async (schema: string): Promise<number> => {
		const [row] = await ask(`SELECT COUNT(*) AS n FROM ${schema}.NumberedRows`);
		return Number(row?.['n']);
	};

	/** Pauses the lines when half of them are sent, and does something when the server is seen waiting. */
	const whenStalled = async (
		lab: TestLab,
		act: () => unknown,
	): Promise<void> => {
		await lab.when(
			(event, {run}) =>
				event.type === 'step-progress' &&
				event.done >= (run?.steps[0]?.total ?? Infinity) / 2,
			() => {
				lab.session.togglePause();
			},
		);
		// It has loaded all that it has got.
		await lab.when(({type}, {run}) => {
			const transaction = run?.view?.view.transaction;
			return (
				type === 'server-view' &&
				transaction?.type === 'open' &&
				transaction.rows > 0
			);
		});
		await act();
	};

	test.serial(
		`${flavour}: a KILL QUERY while the client is silent ends the LOAD DATA only when the last line is sent`,
		async t => {
			const lab = await open('silent');
			t.teardown(lab.close);
			let sentAtEffect: number | undefined;
			void lab.when(
				event => event.type === 'kill-effect',
				() => {
					sentAtEffect = lab.run().steps[0]?.done;
				},
			);
			void whenStalled(lab, () => {
				lab.session.kill('query', lab.now());
			});
			const verdict = lab.verdictOf();
			await lab.when(event => event.type === 'kill-view');
			// The rows are still there, and locked: another one would wait for them.
			const [held] = await ask(
				'SELECT trx_rows_modified AS n FROM information_schema.INNODB_TRX',
			);
			t.true(Number(held?.['n']) > 0);
			await root.query('SET SESSION innodb_lock_wait_timeout = 1');
			await t.throwsAsync(
				root.query(
					'SELECT id FROM silent.NumberedRows WHERE id = 1 FOR UPDATE',
				),
				{message: /Lock wait timeout/},
			);
			t.is(lab.effects()[0], undefined);
			lab.session.togglePause();
			const {outcome} = await verdict;
			t.is(outcome, 'rolled back whole');
			t.deepEqual(lab.effects(), ['interrupted']);
			t.is(sentAtEffect, lab.run().steps[0]?.total);
			t.is(await countIn('silent'), 0);
		},
	);

	test.serial(
		`${flavour}: a KILL CONNECTION ends it while the client is silent`,
		async t => {
			const lab = await open('cut');
			t.teardown(lab.close);
			void whenStalled(lab, () => {
				lab.session.kill('connection', lab.now());
			});
			const {outcome} = await lab.verdictOf();
			t.is(outcome, 'rolled back whole');
			t.deepEqual(lab.effects(), ['disconnected']);
			t.true(lab.run().paused);
			t.is(await countIn('cut'), 0);
		},
	);

	test.serial(
		`${flavour}: whoever quits while the lines are paused leaves no row and no thread`,
		async t => {
			const lab = await open('quits', {autocommit: true});
			t.teardown(lab.close);
			const quit = new AbortController();
			void whenStalled(lab, () => {
				quit.abort();
			});
			await lab.verdictOf(quit.signal);
			t.is(await countIn('quits'), 0);
			const threads = await ask('SHOW PROCESSLIST');
			t.false(
				threads.some(({Id}) => String(Id) === lab.run().connectionId),
				'the thread is gone',
			);
		},
	);

	test.serial(
		`${flavour}: a row that LOCAL skips, with a warning and no error, is missing in the verdict`,
		async t => {
			const lab = await open('skips');
			t.teardown(lab.close);
			void whenStalled(lab, async () => {
				await root.query(
					`INSERT INTO skips.NumberedRows VALUES (${rows}, 0, '', '')`,
				);
				lab.session.togglePause();
			});
			const verdict = await lab.verdictOf();
			const target = lab.run().statements.find(({role}) => role === 'target');
			t.like(target?.ended?.outcome, {
				type: 'ok',
				returned: {type: 'changes', rows: rows - 1},
			});
			t.like(verdict, {
				outcome: 'PARTIAL',
				there: rows - 1,
				intact: rows - 1,
				expected: rows,
				foreign: {number: 1},
			});
		},
	);

	test.serial(
		`${flavour}: lines may come more slowly than net_read_timeout`,
		async t => {
			await ask('SET GLOBAL net_read_timeout = 1');
			const lab = await openTestLab(serverOf(server), {schema: 'slow'}, [], {
				workload: loadDataFacts.plan({scale: 4 / 800_000}),
			});
			t.teardown(lab.close);
			// A packet of lines goes every 1.3 s.
			lab.session.setRate(400);
			const {outcome} = await lab.verdictOf();
			await ask('SET GLOBAL net_read_timeout = DEFAULT');
			t.is(outcome, 'committed whole');
		},
	);

	test.serial(
		`${flavour}: the lines fit into every max_allowed_packet that is not refused`,
		async t => {
			await ask('SET GLOBAL max_allowed_packet = 8192');
			const error = await t.throwsAsync(open('small'), {instanceOf: Refusal});
			t.regex(
				error?.message ?? '',
				/^max_allowed_packet: 8192 bytes; needed: 8193 bytes\. The lines go in packets of 8 KB\./,
			);
			await ask('SET GLOBAL max_allowed_packet = 9216');
			const lab = await open('small');
			t.teardown(lab.close);
			const {outcome} = await lab.verdictOf();
			await ask('SET GLOBAL max_allowed_packet = DEFAULT');
			t.is(outcome, 'committed whole');
		},
	);

	test.serial(
		`${flavour}: with local_infile off it is refused before anything is written`,
		async t => {
			await ask('SET GLOBAL local_infile = OFF');
			const error = await t.throwsAsync(open('off'), {instanceOf: Refusal});
			await ask('SET GLOBAL local_infile = ON');
			const errno = {mysql: 3948, mariadb: 4166}[flavour];
			t.is(
				error?.message,
				`local_infile: OFF; needed: ON. The workload is a LOAD DATA LOCAL INFILE, which the server would refuse with error ${errno}. Choose another --workload, or run: SET GLOBAL local_infile = ON`,
			);
			t.deepEqual(await ask("SHOW DATABASES LIKE 'off'"), []);
		},
	);
}
