import test, {type ExecutionContext} from 'ava';
import {type KillKind} from '../../../source/lab/events/kill.js';
import {type BlobsChange} from '../../helpers/blobs.js';
import {type Verdict} from '../../../source/lab/events/events.js';
import {phase} from '../../../source/lab/history/state.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {
	actBetweenStatements,
	inExecution,
	inUpload,
	large,
	slowly,
	untilMet,
	type When,
} from '../../helpers/moments.js';
import {until} from '../../helpers/program.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of kills on one flavour of server, of any version or of one: what they do to the statement, and which data are left. */
export function testKills(flavour: Flavour, version?: string): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour, {version});
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (plan: BlobsChange = {}) => {
		schemas++;
		return openTestLab(serverOf(server), {
			schema: `kills_${schemas}`,
			...plan,
		});
	};

	const killed = async (
		t: ExecutionContext,
		kind: KillKind,
		when: When,
		plan: BlobsChange,
	): Promise<{lab: TestLab; verdict: Verdict}> => {
		const lab = await open(plan);
		t.teardown(lab.close);
		// Not awaited: a missed moment must fail the test, not block it.
		void lab.when(when, () => {
			lab.session.kill(kind, lab.now());
		});
		return {lab, verdict: await lab.verdictOf()};
	};

	const killedBetween = async (t: ExecutionContext, kind: KillKind) => {
		const lab = await open();
		t.teardown(lab.close);
		actBetweenStatements(lab, () => {
			lab.session.kill(kind, lab.now());
		});
		return {lab, verdict: await lab.verdictOf()};
	};

	test.serial('a run that nobody kills is committed whole', async t => {
		const lab = await open({files: 3});
		t.teardown(lab.close);
		const verdict = await lab.verdictOf();

		assertCommitted(t, verdict, 3);
		const {steps, statements, transaction, connectionId} = lab.run();
		t.is(transaction, 'committed');
		t.deepEqual(
			steps.map(({isIntact}) => isIntact),
			[true, true, true],
		);
		const changed = (rows: number) => ({type: 'changes' as const, rows});
		const one = (value: string) => ({type: 'rows' as const, rows: 1, value});
		t.deepEqual(
			statements.map(({role, ended}) => [
				role,
				ended?.outcome.type === 'ok' ? ended.outcome.returned : undefined,
			]),
			[
				['begin', changed(0)],
				...Array.from({length: 3}, () => [
					['identify' as const, one(connectionId)] as const,
					['target' as const, changed(1)] as const,
					['check' as const, one('1')] as const,
				]).flat(),
				['commit', changed(0)],
			],
		);
		t.regex(connectionId, /^\d+$/);
		t.not(verdict.outcome === 'unknown' ? '' : verdict.seenBy, connectionId);
		t.deepEqual(await lab.filesOnDisk(), []);
	});

	test.serial('a file of 100 MB is committed', async t => {
		const lab = await open({files: 1, size: 100 * megabyte});
		t.teardown(lab.close);

		assertCommitted(t, await lab.verdictOf(), 1);
	});

	for (const protocol of ['long-data', 'text'] as const) {
		test.serial(`a run with the ${protocol} protocol is committed`, async t => {
			const lab = await open({files: 2, protocol});
			t.teardown(lab.close);

			assertCommitted(t, await lab.verdictOf(), 2);
		});
	}

	test.serial('KILL CONNECTION during an upload', async t => {
		const {lab, verdict} = await killed(t, 'connection', inUpload, slowly);

		assertRolledBack(t, verdict);
		t.deepEqual(lab.effects(), ['disconnected']);
		t.is(lab.run().transaction, 'lost');
		t.is(lab.run().kills[0]?.phase, 'upload');
		t.deepEqual(await lab.filesOnDisk(), []);
	});

	test.serial('KILL CONNECTION during execution', async t => {
		const {lab, verdict} = await untilMet('execute', async () =>
			killed(t, 'connection', inExecution, large(flavour)),
		);

		assertRolledBack(t, verdict);
		t.deepEqual(lab.effects(), ['disconnected']);
		t.is(lab.run().kills[0]?.phase, 'execute');
	});

	test.serial(
		'the next file is made while the server is busy, and a kill leaves neither',
		async t => {
			const schema = 'kills_ahead';
			const lab = await openTestLab(serverOf(server), {schema}, [], {
				makesAhead: true,
			});
			const root = await server.connect();
			t.teardown(async () => {
				await root.end();
				await lab.close();
			});
			const uploading = lab.when(
				({type}) => type === 'step-progress',
				() => {
					lab.session.togglePause();
				},
			);
			const verdict = lab.verdictOf();
			await uploading;
			// The INSERT waits for it on the server.
			await root.query(`LOCK TABLES ${schema}.DataBlobs READ`);
			lab.session.togglePause();
			await until(async () => {
				const files = await lab.filesOnDisk();
				return files.length === 2;
			});
			t.is(lab.run().steps.length, 1);
			lab.session.kill('connection', lab.now());

			assertRolledBack(t, await verdict);
			t.deepEqual(await lab.filesOnDisk(), []);
		},
	);

	test.serial('KILL CONNECTION between statements', async t => {
		const {lab, verdict} = await killedBetween(t, 'connection');

		assertRolledBack(t, verdict);
		t.deepEqual(lab.effects(), ['disconnected']);
		t.is(lab.run().kills[0]?.phase, 'generate');
	});

	test.serial('KILL QUERY during an upload is lost', async t => {
		const lab = await open({...slowly, files: 2});
		t.teardown(lab.close);
		const [verdict] = await Promise.all([
			lab.verdictOf(),
			pressInPause(lab, 1),
		]);

		assertCommitted(t, verdict, 2);
		t.deepEqual(lab.effects(), ['lost']);
		t.is(lab.run().kills[0]?.phase, 'upload');
	});

	test.serial(
		'KILL QUERY while the server parses interrupts, and ROLLBACK leaves no row',
		async t => {
			const {lab, verdict} = await untilMet('execute', async () =>
				killed(t, 'query', inExecution, large(flavour)),
			);

			assertRolledBack(t, verdict);
			t.deepEqual(lab.effects(), ['interrupted']);
			t.is(lab.run().transaction, 'rolled back');
			const insert = lab
				.run()
				.statements.findLast(({role}) => role === 'target');
			t.like(insert?.ended?.outcome, {type: 'error', failure: {errno: 1317}});
		},
	);

	test.serial('KILL QUERY between statements hits nothing', async t => {
		const {lab, verdict} = await killedBetween(t, 'query');

		assertCommitted(t, verdict, 3);
		t.deepEqual(lab.effects(), ['no-statement']);
	});

	test.serial('every press is its own kill', async t => {
		const lab = await open({...slowly, files: 2});
		t.teardown(lab.close);
		const [verdict] = await Promise.all([
			lab.verdictOf(),
			pressInPause(lab, 5),
		]);

		assertCommitted(t, verdict, 2);
		t.deepEqual(
			lab.run().kills.map(({kill}) => kill),
			[1, 2, 3, 4, 5],
		);
		t.deepEqual(
			lab.effects(),
			Array.from({length: 5}, () => 'lost' as const),
		);
	});

	test.serial('a kill after the end finds nobody', async t => {
		const lab = await open({files: 1});
		t.teardown(lab.close);
		await lab.verdictOf();
		const effect = lab.when(({type}) => type === 'kill-effect');
		lab.session.kill('connection', lab.now());
		await effect;

		t.deepEqual(lab.effects(), ['already-gone']);
		t.like(lab.run().kills[0]?.answer, {
			type: 'refused',
			failure: {errno: 1094},
		});
	});

	test.serial(
		'the next run has a new connection and an empty table',
		async t => {
			const lab = await open({files: 1});
			t.teardown(lab.close);
			assertCommitted(t, await lab.verdictOf(), 1);
			const first = lab.run().connectionId;
			assertCommitted(t, await lab.verdictOf(), 1);

			t.is(lab.run().run, 2);
			t.not(lab.run().connectionId, first);
		},
	);

	test.serial('a paused upload stands still until it is resumed', async t => {
		const lab = await open({...slowly, files: 2});
		t.teardown(lab.close);
		const paused = lab.when(inUpload, () => {
			lab.session.togglePause();
		});
		const verdict = lab.verdictOf();
		await paused;
		// A kill during the pause arrives while the server waits for the rest of the packet.
		const kill = async () => {
			const acknowledged = lab.when(({type}) => type === 'kill-acknowledged');
			lab.session.kill('query', lab.now());
			await acknowledged;
		};

		await kill();
		const before = lab.run().steps[1]?.done;
		await kill();
		t.true(lab.run().paused);
		t.is(phase(lab.run()), 'upload');
		t.is(lab.run().steps[1]?.done, before);
		lab.session.togglePause();

		assertCommitted(t, await verdict, 2);
		t.deepEqual(lab.effects(), ['lost', 'lost']);
	});

	test.serial('an interruption by the user rolls back', async t => {
		const lab = await open(slowly);
		t.teardown(lab.close);
		const leave = new AbortController();
		const left = lab.when(inUpload, () => {
			leave.abort();
		});
		const [verdict] = await Promise.all([lab.verdictOf(leave.signal), left]);

		assertRolledBack(t, verdict);
		t.is(lab.run().broken, 'interrupted by the user');
		t.deepEqual(lab.effects(), []);
	});
}

/** Presses `q` while the upload is paused halfway, so that no kill can come too late, and resumes it once all are acknowledged. */
async function pressInPause(lab: TestLab, presses: number): Promise<void> {
	const acknowledged = lab.when(
		({type}, {run}) =>
			type === 'kill-acknowledged' &&
			run?.kills.length === presses &&
			run.kills.every(({answer}) => answer?.type === 'acknowledged'),
	);
	await lab.when(inUpload, () => {
		lab.session.togglePause();
		for (let press = 0; press < presses; press++) {
			lab.session.kill('query', lab.now());
		}
	});
	await acknowledged;
	lab.session.togglePause();
}

function assertCommitted(
	t: ExecutionContext,
	verdict: Verdict,
	files: number,
): void {
	t.like(verdict, {
		outcome: 'committed whole',
		expected: files,
		there: files,
		intact: files,
	});
}

function assertRolledBack(t: ExecutionContext, verdict: Verdict): void {
	t.like(verdict, {outcome: 'rolled back whole', there: 0});
}
