import test, {type ExecutionContext} from 'ava';
import {type KillKind} from '../../../source/lab/events/kill.js';
import {type Verdict} from '../../../source/lab/events/events.js';
import {commitWaitOf} from '../../../source/lab/history/server-phase.js';
import {type Aim} from '../../../source/lab/events/aim.js';
import {whyOf} from '../../../source/lab/history/kill-knowledge.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {crawlUntilAnswered} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

const uploadKill: Aim = {
	kind: 'query',
	moment: {type: 'phase', phase: 'upload', part: 0.5},
};

const commitKill: Aim = {
	kind: 'query',
	moment: {type: 'phase', phase: 'commit', part: 0},
};

/** Its moment does not come in a run that nobody interrupts. */
const rollbackKill: Aim = {
	kind: 'query',
	moment: {type: 'phase', phase: 'rollback', part: 0},
};

/** The tests of armed kills, and of killed COMMITs that are still before the point of no return, on one flavour of server. */
export function testCommits(flavour: Flavour): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (): Promise<TestLab> => {
		schemas++;
		const lab = await openTestLab(serverOf(server), {
			schema: `commits_${schemas}`,
			size: megabyte,
			files: 2,
			pauseCommit: true,
		});
		crawlUntilAnswered(lab);
		return lab;
	};

	/** Kills a COMMIT that waits for FLUSH TABLES WITH READ LOCK. */
	const killBlocked = async (
		t: ExecutionContext,
		kind: KillKind,
	): Promise<{lab: TestLab; verdict: Verdict}> => {
		const lab = await open();
		const root = await server.connect();
		t.teardown(async () => {
			await root.end();
			await lab.close();
		});
		const held = lab.when(event => event.type === 'pace' && event.paused);
		const verdict = lab.verdictOf();
		await held;
		t.is(lab.run().statements.at(-1)?.role, 'check');
		await root.query('FLUSH TABLES WITH READ LOCK');
		const blocked = lab.when(
			event =>
				event.type === 'server-view' &&
				commitWaitOf(event.view.thread) === 'lock',
			() => {
				lab.session.kill(kind, lab.now());
			},
		);
		lab.session.togglePause();
		await blocked;
		const told = await verdict;
		await root.query('UNLOCK TABLES');
		return {lab, verdict: told};
	};

	test.serial(
		'KILL QUERY of a COMMIT that waits for a lock rolls everything back',
		async t => {
			const {lab, verdict} = await killBlocked(t, 'query');
			t.like(verdict, {outcome: 'rolled back whole', there: 0});
			t.deepEqual(lab.effects(), ['interrupted']);
			const [kill] = lab.run().kills;
			t.is(kill?.phase, 'commit');
			t.is(kill?.left, undefined);
			t.regex((kill && whyOf(lab.run(), kill)) ?? '', /whole transaction/);
		},
	);

	test.serial(
		'KILL CONNECTION of a COMMIT that waits for a lock rolls everything back',
		async t => {
			const {lab, verdict} = await killBlocked(t, 'connection');
			t.like(verdict, {outcome: 'rolled back whole', there: 0});
			t.deepEqual(lab.effects(), ['disconnected']);
			const [kill] = lab.run().kills;
			t.regex((kill && whyOf(lab.run(), kill)) ?? '', /rolled back/);
		},
	);

	test.serial(
		'with --pause-commit the run waits before COMMIT, and commits when it is resumed',
		async t => {
			const lab = await open();
			t.teardown(lab.close);
			const held = lab.when(event => event.type === 'pace' && event.paused);
			const verdict = lab.verdictOf();
			await held;
			t.true(lab.run().paused);
			lab.session.togglePause();
			t.like(await verdict, {outcome: 'committed whole', expected: 2});
		},
	);

	test.serial(
		'KILL CONNECTION during the pause before COMMIT ends it',
		async t => {
			const lab = await open();
			t.teardown(lab.close);
			void lab.when(
				event => event.type === 'pace' && event.paused,
				() => {
					lab.session.kill('connection', lab.now());
				},
			);
			t.like(await lab.verdictOf(), {outcome: 'rolled back whole'});
			t.deepEqual(lab.effects(), ['disconnected']);
			t.is(lab.run().statements.at(-1)?.role, 'check');
		},
	);

	test.serial('an armed kill is sent once, at its moment', async t => {
		const lab = await open();
		t.teardown(lab.close);
		void lab.when(
			event => event.type === 'step-started' && event.step === 0,
			() => {
				lab.session.arm(uploadKill);
			},
		);
		const held = lab.when(event => event.type === 'pace' && event.paused);
		const verdict = lab.verdictOf();
		await held;
		t.deepEqual(
			lab.run().kills.map(({kind, phase, step}) => [kind, phase, step?.step]),
			[['query', 'upload', 0]],
		);
		t.is(lab.state().armed, undefined);

		lab.session.arm(commitKill);
		t.deepEqual(lab.state().armed, commitKill);
		lab.session.togglePause();
		await verdict;
		t.is(lab.run().kills.length, 2);
	});

	test.serial(
		'a kill that is armed after its moment waits for the next file',
		async t => {
			const lab = await open();
			t.teardown(lab.close);
			void lab.when(
				event =>
					event.type === 'step-progress' &&
					event.step === 0 &&
					event.done > 0.6 * megabyte,
				() => {
					lab.session.arm(uploadKill);
				},
			);
			const held = lab.when(event => event.type === 'pace' && event.paused);
			const verdict = lab.verdictOf();
			await held;
			t.deepEqual(
				lab.run().kills.map(({kind, step}) => [kind, step?.step]),
				[['query', 1]],
			);
			lab.session.togglePause();
			await verdict;
		},
	);

	test.serial(
		'a kill can be armed before the first run, stays armed over a run without its moment, and can be disarmed',
		async t => {
			const lab = await open();
			t.teardown(lab.close);
			lab.session.arm(rollbackKill);
			const goOn = () => {
				void lab
					.when(event => event.type === 'pace' && event.paused)
					.then(lab.session.togglePause);
			};

			goOn();
			await lab.verdictOf();
			t.deepEqual(lab.effects(), []);
			t.deepEqual(lab.state().armed, rollbackKill);

			lab.session.arm(uploadKill);
			goOn();
			await lab.verdictOf();
			t.deepEqual(
				lab.run().kills.map(({kind, phase}) => [kind, phase]),
				[['query', 'upload']],
			);
			t.is(lab.state().armed, undefined);

			lab.session.arm(commitKill);
			lab.session.arm(undefined);
			t.is(lab.state().armed, undefined);
			goOn();
			await lab.verdictOf();
			t.deepEqual(lab.effects(), []);
		},
	);
}
