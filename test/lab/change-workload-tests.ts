import {type RowDataPacket} from 'mysql2';
import test, {type ExecutionContext} from 'ava';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {type Aim} from '../../source/lab/events/aim.js';
import {blobsPlan} from '../../source/lab/workloads/blobs/options.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {Refusal} from '../../source/refusal.js';
import {type Flavour} from '../../source/server/flavour.js';
import {describeEarlier} from '../../source/ui/components/kill-log.js';
import {aimOf, type BlobsChange} from '../helpers/blobs.js';
import {megabyte, openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {sandboxServer, tablesIn, type TestServer} from '../helpers/server.js';

const rows = 2000;
const update = rowsPlan('update', rows);
const blobs = blobsPlan({files: 10, size: megabyte, protocol: 'text'});

/** The runs of a session get another workload, on a real server. */
export function testChanges(flavour: Flavour): void {
	let server: TestServer;
	test.before(async () => {
		server = await sandboxServer(flavour);
	});
	test.after.always(async () => {
		await server.stop();
	});

	let schemas = 0;

	const open = async (
		t: ExecutionContext,
		change: BlobsChange & Partial<Pick<RunPlan, 'schema'>> = {},
		...rest: [
			kills?: readonly Aim[],
			options?: Parameters<typeof openTestLab>[3],
		]
	): Promise<{lab: TestLab; schema: string}> => {
		schemas++;
		const {schema = `changes_${schemas}`} = change;
		const lab = await openTestLab(
			serverOf(server),
			{files: 2, size: 1000, ...change, schema},
			...rest,
		);
		let isOpen = true;
		t.teardown(async () => (isOpen ? lab.abandon() : undefined));
		return {
			lab: {
				...lab,
				async close() {
					isOpen = false;
					await lab.close();
				},
			},
			schema,
		};
	};

	const ask = async (sql: string): Promise<RowDataPacket[]> => {
		const connection = await server.connect();
		try {
			const [rows] = await connection.query<RowDataPacket[]>(sql);
			return rows;
		} finally {
			await connection.end();
		}
	};

	const workload = ({state}: TestLab) => state().plan?.workload;

	test.serial(
		'each workload has its own table, and the one before is dropped',
		async t => {
			const {lab, schema} = await open(t);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: 2});

			await lab.session.choose(update);
			t.deepEqual(await tablesIn(server, schema), ['NumberedRows']);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: rows});

			await lab.session.choose(blobs);
			t.deepEqual(await tablesIn(server, schema), ['DataBlobs']);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: 2});

			await lab.close();
			t.deepEqual(await tablesIn(server, schema), []);
			t.deepEqual(
				lab.events.flatMap(event =>
					event.type === 'planned' || event.type === 'run-started'
						? [`${event.type} ${event.plan.workload.name}`]
						: [],
				),
				[
					'planned blobs',
					'run-started blobs',
					'planned update',
					'run-started update',
					'planned blobs',
					'run-started blobs',
				],
			);
		},
	);

	test.serial(
		'a workload that comes back has the options and the rate that it had',
		async t => {
			const {lab} = await open(t, {rate: 7 * megabyte});
			const first = lab.session.plan();
			await lab.session.choose(update);
			t.deepEqual(workload(lab), update.workload);
			t.is(lab.session.plan().rate, undefined);
			await lab.session.choose(blobs);
			t.deepEqual(lab.session.plan(), first);
			t.deepEqual(lab.state().plan, first);
			await lab.session.choose(blobs);
			t.deepEqual(lab.session.plan(), first);
			lab.session.setRate(9 * megabyte);
			await lab.session.choose(update);
			await lab.session.choose(blobs);
			t.is(lab.session.plan().rate, 9 * megabyte);
		},
	);

	test.serial(
		'an earlier run is told in the words of its own workload',
		async t => {
			const {lab} = await open(
				t,
				{files: 1, size: 4 * megabyte, rate: 8 * megabyte},
				[aimOf('query@upload:10%')].flatMap(aim => aim ?? []),
			);
			await lab.verdictOf();
			await lab.session.choose(update);
			await lab.verdictOf();
			const [first] = lab.state().earlier ?? [];
			t.is(first?.workload, 'blobs');
			t.regex(
				first ? describeEarlier(first, 200) : '',
				/^run 1: committed whole, 1 of 1 row; q lost, sent at \d+ % of the upload$/,
			);
			t.is(lab.run().plan.workload.name, 'update');
		},
	);

	test.serial('an armed kill whose moment can come stays armed', async t => {
		const {lab} = await open(t);
		const armed = aimOf('connection@execute');
		lab.session.arm(armed);
		await lab.session.choose(update);
		t.deepEqual(lab.state().armed, armed);
	});

	test.serial('one whose moment can not come is disarmed', async t => {
		const {lab} = await open(t);
		const armed = aimOf('query@upload:50%');
		lab.session.arm(armed);
		await lab.session.choose(update);
		t.is(lab.state().armed, undefined);
		t.like(lab.state().disarmed, {
			kill: {kind: 'query'},
			plan: {workload: {name: 'blobs'}},
		});
		t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		t.is(lab.run().unsentKills, undefined);
	});

	test.serial(
		'a workload that the server is not fit for is refused, and nothing changes',
		async t => {
			const {lab, schema} = await open(t, {}, [], {workload: update});
			const most = 1.1 * 1024 ** 3;
			const error = await t.throwsAsync(
				lab.session.choose(
					blobsPlan({files: 1, size: most, protocol: 'binary'}),
				),
				{instanceOf: Refusal},
			);
			t.regex(error?.message ?? '', /^max_allowed_packet: /);
			t.deepEqual(workload(lab), update.workload);
			t.deepEqual(await tablesIn(server, schema), ['NumberedRows']);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: rows});
		},
	);

	test.serial("somebody's table is left alone", async t => {
		const {lab, schema} = await open(t);
		await ask(`CREATE TABLE ${schema}.NumberedRows (id INT PRIMARY KEY)`);
		await ask(`INSERT INTO ${schema}.NumberedRows VALUES (1)`);
		await t.throwsAsync(lab.session.choose(update), {
			instanceOf: Refusal,
			message: /NumberedRows: not proven to be the lab's/,
		});
		t.is(workload(lab)?.name, 'blobs');
		t.like(await lab.verdictOf(), {outcome: 'committed whole', there: 2});
		await lab.close();
		t.deepEqual(await tablesIn(server, schema), ['NumberedRows']);
		const theirs = await ask(`SELECT * FROM ${schema}.NumberedRows`);
		t.is(theirs.length, 1);
	});

	test.serial('the lock is on the table in use, and on no other', async t => {
		const {lab: one, schema} = await open(t);
		const {lab: other} = await open(t, {schema}, [], {workload: update});
		await t.throwsAsync(one.session.choose(update), {
			instanceOf: Refusal,
			message: /^Another kill-lab \(connection \d+\) is using .*NumberedRows/,
		});
		t.is(workload(one)?.name, 'blobs');
		await t.throwsAsync(other.session.choose(blobs), {
			instanceOf: Refusal,
			message: /^Another kill-lab \(connection \d+\) is using .*DataBlobs/,
		});
		await other.close();

		// The attempt before has kept nobody off.
		await one.session.choose(update);
		const {lab: third} = await open(t, {schema});
		await t.throwsAsync(third.session.choose(update), {instanceOf: Refusal});
		t.like(await third.verdictOf(), {outcome: 'committed whole'});
		await third.close();
		await one.session.choose(blobs);
		t.like(await one.verdictOf(), {outcome: 'committed whole', there: 2});
		await one.close();
		t.deepEqual(await tablesIn(server, schema), []);
	});

	test.serial(
		'a table before that somebody has written to stays, and is reported at the end',
		async t => {
			const {lab, schema} = await open(t);
			await lab.verdictOf();
			await ask(
				`INSERT INTO ${schema}.DataBlobs (file_name, file_data, file_size, file_type, file_hash) VALUES ('theirs', 'x', 1, 'theirs', '')`,
			);
			await lab.session.choose(update);
			t.like(await lab.verdictOf(), {outcome: 'committed whole', there: rows});
			await lab.close();
			t.deepEqual(await tablesIn(server, schema), ['DataBlobs']);
			t.like(
				lab.events.flatMap(event =>
					event.type === 'left' ? [event.leftover] : [],
				),
				[
					{what: 'table', name: `${schema}.DataBlobs`, state: 'stays'},
					{what: 'schema', name: schema, state: 'stays'},
				],
			);
		},
	);

	test.serial(
		"on the user's own server nothing is written but what was agreed to",
		async t => {
			let asked = 0;
			const {lab, schema} = await open(t, {}, [], {
				async consent() {
					asked++;
				},
			});
			await t.throwsAsync(lab.session.choose(update), {
				instanceOf: Refusal,
				message:
					'Nothing is written to your own server but what you agreed to. Start again with --workload update.',
			});
			t.is(asked, 1);
			t.is(workload(lab)?.name, 'blobs');
			t.deepEqual(await tablesIn(server, schema), ['DataBlobs']);
		},
	);
}
