import test from 'ava';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {lockName} from '../../source/lab/own-table/table-lock.js';
import {Refusal} from '../../source/refusal.js';
import {connect} from '../../source/server/connect.js';
import {readConnectionId} from '../../source/server/connection-id.js';
import {query} from '../../source/server/statement.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {megabyte, openTestLab} from '../helpers/lab.js';
import {inUpload, slowly} from '../helpers/moments.js';
import {until} from '../helpers/program.js';
import {
	restartableServer,
	type RestartableServer,
} from '../helpers/restartable-server.js';

/** Longer than any server here needs to come back, in ms. */
const patience = 60_000;

/** The tests of a server that goes away during a run, on one flavour of server. */
export function testRestarts(flavour: Flavour): void {
	let server: RestartableServer;

	test.before(async () => {
		server = await restartableServer(flavour);
	});

	test.after.always(async () => {
		await server.remove();
	});

	const open = async (
		schema: string,
		patience: number,
		plan: BlobsChange = slowly,
	) => openTestLab(server.server, {schema, patience, ...plan});

	const ask = async (sql: string) => {
		const connection = await connect(server.server);
		try {
			return await query(connection, sql);
		} finally {
			connection.destroy();
		}
	};

	test.serial(
		'the server crashes during an upload and comes back: the transaction is rolled back, and the next run and its kill work',
		async t => {
			const lab = await open('restart_upload', patience);
			const verdict = lab.verdictOf();
			await lab.when(inUpload);
			await server.kill();
			await server.start();

			t.like(await verdict, {outcome: 'rolled back whole', there: 0});
			void lab.when(inUpload, () => {
				lab.session.kill('query', lab.now());
			});
			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			t.deepEqual(lab.effects(), ['lost']);
			await lab.close();
			t.deepEqual(await ask('SHOW TABLES FROM restart_upload'), []);
		},
	);

	test.serial(
		'the lab waits for a rollback that goes on after a crash',
		async t => {
			const lab = await open('restart_rollback', patience, {
				files: 60,
				size: megabyte,
				pauseCommit: true,
			});
			t.teardown(lab.close);
			const verdict = lab.verdictOf();
			await lab.when(event => event.type === 'pace' && event.paused);
			await server.kill();
			await server.start();

			t.like(await verdict, {outcome: 'rolled back whole', there: 0});
			t.deepEqual(
				await ask(
					'SELECT trx_state FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = 0',
				),
				[],
			);
		},
	);

	test.serial('a crash during COMMIT leaves all or nothing', async t => {
		const lab = await open('restart_commit', patience, {size: megabyte});
		t.teardown(lab.close);
		const verdict = lab.verdictOf();
		await lab.when(
			event => event.type === 'statement-started' && event.role === 'commit',
		);
		await server.kill();
		await server.start();

		const {outcome} = await verdict;
		t.regex(outcome, /^(committed|rolled back) whole$/);
	});

	test.serial(
		'when another lab takes the table while the observer is away, there is no verdict',
		async t => {
			const lab = await open('restart_taken', patience);
			const verdict = lab.verdictOf();
			await lab.when(inUpload, () => {
				lab.session.togglePause();
			});
			// Another lab waits for the lock, and gets it as soon as the observer is gone.
			const taker = await connect(server.server);
			const takerId = await readConnectionId(taker);
			const lock = lockName({
				schema: 'restart_taken',
				table: blobsFacts.tableName,
			});
			const taken = query(taker, 'SELECT GET_LOCK(?, 60) AS taken', [lock]);
			// The lab opens control, then the observer, then the run's connection.
			const observer = Number(lab.run().connectionId) - 1;
			await until(async () => {
				const sessions = await ask('SHOW PROCESSLIST');
				return sessions.some(
					row => String(row['Id']) === takerId && row['State'] === 'User lock',
				);
			});
			await ask(`KILL CONNECTION ${observer}`);
			await taken;
			lab.session.togglePause();

			const found = await verdict;
			t.regex(
				found.outcome === 'unknown' ? found.reason : '',
				/^the observer connection failed: Another kill-lab \(connection \d+\) is using restart_taken\.DataBlobs\. /,
			);
			taker.destroy();
			await lab.abandon();
		},
	);

	test.serial(
		'a server that does not come back leaves the verdict unknown',
		async t => {
			const lab = await open('restart_never', 200);
			const verdict = lab.verdictOf();
			await lab.when(inUpload);
			await server.kill();

			const {address} = server.server;
			const away = `The server at ${address.type === 'socket' ? address.path : ''} went away and did not come back within 0.2 s (ECONNREFUSED).`;
			t.deepEqual(await verdict, {
				outcome: 'unknown',
				reason: `the observer connection failed: ${away}`,
			});
			await t.throwsAsync(lab.verdictOf(), {
				instanceOf: Refusal,
				message: away,
			});
			await t.throwsAsync(lab.close(), {
				instanceOf: Refusal,
				message: away.replace(' and did not come back within 0.2 s', ''),
			});

			await server.start();
		},
	);

	test.serial(
		'another server that comes back instead gives no verdict',
		async t => {
			const lab = await open('restart_another', patience);
			const verdict = lab.verdictOf();
			await lab.when(inUpload);
			await server.kill();
			await server.startAnother();

			const found = await verdict;
			t.is(found.outcome, 'unknown');
			t.regex(
				found.outcome === 'unknown' ? found.reason : '',
				/^the observer connection failed: A different server answers at \S+ now: /,
			);
			await t.throwsAsync(lab.close(), {
				message: /^A different server answers/,
			});
		},
	);
}
