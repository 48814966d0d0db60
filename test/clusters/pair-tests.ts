import test, {type ExecutionContext} from 'ava';
import {type AttachDocument} from '../../source/output/attach-list.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type TestLab} from '../helpers/lab.js';
import {type When} from '../helpers/moments.js';
import {runProgram} from '../helpers/program.js';
import {killOnce} from './experiment.js';
import {type ClusterNode} from './node.js';
import {misnamed} from './naming.js';
import {startPair, type Pair} from './pairs.js';

/** How long the source waits for its replica, in ms: longer than any test. */
const timeout = 90_000;

/** The tests of a source with semi-sync, and its replica, on one flavour. */
export function testPair(flavour: Flavour): void {
	let pair: Pair;

	test.before(async () => {
		pair = await startPair(flavour, {point: 'AFTER_SYNC', timeout});
	});

	test.after.always(async () => {
		await pair.stop();
	});

	test.serial(
		'source, semi-sync and replica are named; the replica is refused, and its source named',
		async t => {
			for (const member of pair.members) {
				t.deepEqual(await misnamed(t, member), []);
			}
		},
	);

	test.serial('the head and the doctor have it in words', async t => {
		const {address, user} = pair.source.server;
		const args = [
			'--no-defaults',
			'-S',
			address.type === 'socket' ? address.path : '',
			'-u',
			user,
			'-D',
			'words',
			'--files=1',
			'--size=1MB',
		];
		const lab = await runProgram(t, ['--yes', ...args]);
		t.regex(lab.stdout, / · 1 replica · semi-sync\n/);
		const doctor = await runProgram(t, ['doctor', ...args]);
		t.regex(doctor.stdout, /^ok {7}replicas +1 replica\s+connected;/m);
		t.regex(
			doctor.stdout,
			/^ok {7}semi-sync +AFTER_SYNC,\s+timeout\s+1m\s+30s,\s+1\s+replica;/m,
		);
	});

	test.serial(
		'attach names the threads of replication, and kills none of them',
		async t => {
			for (const {node, least} of [
				{node: pair.source, least: 1},
				{node: pair.replica, least: 2},
			]) {
				const before = await replicationThreads(t, node);
				t.true(before.length >= least, `${before.join(', ')}`);
				for (const id of before) {
					const {ended, stderr} = await runProgram(t, [
						'attach',
						...loginTo(node),
						id,
						'--kill=connection',
						'--yes',
					]);
					t.is(ended, 1);
					t.regex(
						stderr,
						/is a thread of the server itself \(replication: .*\), and nobody's to kill\. Nothing was sent/,
					);
				}

				t.deepEqual(await replicationThreads(t, node), before);
			}

			await t.notThrowsAsync(pair.settle());
		},
	);

	/** Kills a COMMIT whose acknowledgement does not come until that has ended it, or has been seen to end nothing. */
	const killInWait = async (kind: KillKind) => {
		let isEnded = false;
		const trial = await killOnce(pair, pair.members[0], flavour, {
			kind,
			moment: 'commit',
			when: waitsForReplica,
			async during(lab) {
				await lab.when(event => event.type === 'pace' && event.paused);
				await pair.disconnect();
				const ended = lab.when(isCommitOver);
				const seen = waitsOn(lab, pair.source);
				lab.session.togglePause();
				isEnded = await Promise.race([
					ended.then(() => true),
					seen.then(waits => !waits),
				]);
				await pair.reconnect();
			},
		});
		return {...trial, isEnded};
	};

	const killInCommit = async (kind: KillKind) =>
		killOnce(pair, pair.members[0], flavour, {kind, moment: 'commit'});

	for (const kind of ['query', 'connection'] as const) {
		test.serial(`KILL ${kind} in COMMIT: one verdict on both`, async t => {
			const trial = await killInCommit(kind);
			t.deepEqual(trial.wrong, []);
			t.true(trial.effect !== 'none');
		});
	}

	test.serial(
		`KILL QUERY in a COMMIT that waits for the replica ${flavour === 'mysql' ? 'is ignored' : 'ends the wait'}`,
		async t => {
			const {wrong, outcome, commit, isEnded} = await killInWait('query');
			t.deepEqual(wrong, []);
			t.is(outcome, 'committed whole');
			t.is(commit, 'ok');
			t.is(isEnded, flavour === 'mariadb');
		},
	);

	test.serial(
		'KILL CONNECTION in a COMMIT that waits for the replica cuts the client off, and all is committed',
		async t => {
			const {isEnded, ...trial} = await killInWait('connection');
			t.true(isEnded);
			t.like(trial, {
				wrong: [],
				outcome: 'committed whole',
				commit: 'lost',
				effect: 'disconnected',
			});
		},
	);
}

/** The options that lead to a node. */
function loginTo({server: {address, user}}: ClusterNode): readonly string[] {
	return [
		'--no-defaults',
		'-S',
		address.type === 'socket' ? address.path : '',
		'-u',
		user,
	];
}

/** The ids of a node's threads that attach takes for those of replication. */
async function replicationThreads(
	t: ExecutionContext,
	node: ClusterNode,
): Promise<readonly string[]> {
	const {stdout} = await runProgram(t, ['attach', ...loginTo(node), '--json']);
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The program prints nothing else.
	const {connections} = JSON.parse(stdout) as AttachDocument;
	return connections
		.filter(({kind}) => kind === 'replication')
		.map(({id}) => id)
		.toSorted((one, other) => one.localeCompare(other));
}

const waiting = 'Waiting for semi-sync ACK';

const waitsForReplica: When = event =>
	event.type === 'server-view' &&
	event.view.thread.type === 'alive' &&
	event.view.thread.state.startsWith(waiting);

/** Its client has an answer, or is cut off. */
const isCommitOver: When = (event, {run}) =>
	event.type === 'statement-ended' && run?.statements.at(-1)?.role === 'commit';

/** How often COMMIT is seen to keep waiting after the kill. */
const enoughLooks = 20;

/** Whether COMMIT is seen to keep waiting after the answer to the kill. */
async function waitsOn(lab: TestLab, {ask}: ClusterNode): Promise<boolean> {
	await lab.when(({type}) => type === 'kill-view');
	for (let looks = 0; looks < enoughLooks; looks++) {
		const [row] = await ask(
			`SELECT PROCESSLIST_STATE AS state FROM performance_schema.threads WHERE PROCESSLIST_ID = ${lab.run().connectionId}`,
		);
		if (!String(row?.['state']).startsWith(waiting)) {
			return false;
		}
	}

	return true;
}
