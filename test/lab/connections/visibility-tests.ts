import test, {type ExecutionContext} from 'ava';
import {type RowDataPacket} from 'mysql2';
import {blobsFacts} from '../../../source/lab/workloads/blobs/facts.js';
import {lockName} from '../../../source/lab/own-table/table-lock.js';
import {type ServerView} from '../../../source/lab/events/events.js';
import {type KillKind} from '../../../source/lab/events/kill.js';
import {phaseOfKill} from '../../../source/lab/history/state.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf} from '../../helpers/lab.js';
import {
	inExecution,
	inUpload,
	large,
	slowly,
	untilMet,
} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of what an account sees of its kills, and of several kills at the same time, on one flavour of server. */
export function testVisibility(flavour: Flavour): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	test.serial(
		'an account with rights on only its own schema kills, sees its threads, and learns which privilege is missing',
		async t => {
			const root = await server.connect();
			await root.query('CREATE USER poor');
			await root.query('GRANT ALL ON sight_poor.* TO poor');
			await root.end();
			const lab = await openTestLab(serverOf(server, {user: 'poor'}), {
				schema: 'sight_poor',
				...slowly,
			});
			t.teardown(lab.close);
			void lab.when(inUpload, () => {
				lab.session.kill('connection', lab.now());
			});
			const verdict = await lab.verdictOf();

			t.is(verdict.outcome, 'rolled back whole');
			t.deepEqual(lab.effects(), ['disconnected']);
			const transactions = views(lab.events).map(
				({transaction}) => transaction,
			);
			t.true(
				transactions.every(
					transaction =>
						transaction.type === 'hidden' &&
						transaction.grant === 'PROCESS ON *.*',
				),
			);
			t.true(views(lab.events).some(({thread}) => thread.type === 'alive'));
			t.not(lab.run().kills[0]?.threadGoneAt, undefined);
			t.is(lab.run().kills[0]?.transactionGoneAt, undefined);
		},
	);

	test.serial(
		'when the observer is killed during a run, another one takes its place, and kills still work',
		async t => {
			const root = await server.connect();
			const lab = await openTestLab(serverOf(server), {
				schema: 'sight_observer',
				...slowly,
			});
			t.teardown(async () => {
				await lab.close();
				await root.end();
			});
			const blind = lab.when(
				event =>
					event.type === 'server-view' && event.view.thread.type === 'hidden',
			);
			const uploading = lab.when(inUpload, () => {
				lab.session.togglePause();
			});
			const verdict = lab.verdictOf();
			await uploading;
			// The lab opens control, then the observer, then the run's connection.
			const observer = Number(lab.run().connectionId) - 1;
			await root.query(`KILL CONNECTION ${observer}`);
			await blind;
			await lab.when(
				event =>
					event.type === 'server-view' && event.view.thread.type === 'alive',
			);
			// It keeps other labs away from the table, as the first one did.
			const [rows] = await root.query<RowDataPacket[]>(
				'SELECT IS_USED_LOCK(?) AS holder',
				[lockName({schema: 'sight_observer', table: blobsFacts.tableName})],
			);
			const holder = Number(rows[0]?.['holder']);
			t.true(holder > observer);
			const acknowledged = lab.when(({type}) => type === 'kill-view');
			lab.session.kill('query', lab.now());
			await acknowledged;
			lab.session.togglePause();

			const seen = await verdict;
			t.like(seen, {outcome: 'committed whole', expected: 3});
			t.is('seenBy' in seen ? seen.seenBy : undefined, String(holder));
			t.is(lab.run().transaction, 'committed');
			t.deepEqual(lab.effects(), ['lost']);
		},
	);

	/** Sends the kills at the same time, while the server executes the second INSERT. */
	const killed = async (t: ExecutionContext, ...kinds: readonly KillKind[]) =>
		untilMet('execute', async () => {
			schemas++;
			const lab = await openTestLab(serverOf(server), {
				schema: `sight_${schemas}`,
				...large(flavour),
			});
			t.teardown(lab.close);
			void lab.when(inExecution, () => {
				for (const kind of kinds) {
					lab.session.kill(kind, lab.now());
				}
			});
			return {lab, verdict: await lab.verdictOf()};
		});

	test.serial(
		'KILL QUERY twice, then KILL CONNECTION, which cuts the client off',
		async t => {
			const {lab, verdict} = await killed(t, 'query', 'query', 'connection');

			t.is(verdict.outcome, 'rolled back whole');
			const {kills} = lab.run();
			t.deepEqual(
				kills.map(({answer}) => answer?.type),
				['acknowledged', 'acknowledged', 'acknowledged'],
			);
			t.is(kills[2]?.effect?.effect, 'disconnected');
			// The third kill cuts the client off, so it does not learn how the statement ended.
			for (const kill of kills.slice(0, 2)) {
				t.true(
					['interrupted', 'unknown'].includes(kill.effect?.effect ?? 'none'),
				);
			}
		},
	);

	test.serial(
		'KILL QUERY twice in one execution: both have interrupted it',
		async t => {
			const {lab, verdict} = await killed(t, 'query', 'query');

			t.is(verdict.outcome, 'rolled back whole');
			t.deepEqual(lab.effects(), ['interrupted', 'interrupted']);
			t.deepEqual(
				lab.run().kills.map(kill => phaseOfKill(kill)),
				['execute', 'execute'],
			);
			t.deepEqual(lab.run().kills[0]?.left, {rows: 1, next: 'rollback'});
		},
	);
}

function views(
	events: ReadonlyArray<{readonly type: string; readonly view?: ServerView}>,
): readonly ServerView[] {
	return events.flatMap(({view}) => (view ? [view] : []));
}
