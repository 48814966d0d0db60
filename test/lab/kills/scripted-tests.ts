import {appendFile, truncate} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {exitCodeOf} from '../../../source/commands/exit-code.js';
import {exitCodes} from '../../../source/options/exit-codes.js';
import {aimOf, type BlobsChange} from '../../helpers/blobs.js';
import {type Effect} from '../../../source/lab/events/kill.js';
import {type Verdict} from '../../../source/lab/events/events.js';
import {targetOf, type KillState} from '../../../source/lab/history/state.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {
	actBetweenStatements,
	large,
	untilFired,
} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of planned kills, on one flavour of server. */
export function testScriptedKills(flavour: Flavour): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const open = async (
		t: ExecutionContext,
		words: readonly string[],
		plan: BlobsChange = {},
	): Promise<TestLab> => {
		schemas++;
		const lab = await openTestLab(
			serverOf(server),
			{schema: `scripted_${schemas}`, size: 2 * megabyte, ...plan},
			words.flatMap(word => aimOf(word) ?? []),
		);
		t.teardown(lab.close);
		return lab;
	};

	const scripted = async (
		...options: Parameters<typeof open>
	): Promise<{lab: TestLab; verdict: Verdict}> => {
		const lab = await open(...options);
		return {lab, verdict: await lab.verdictOf()};
	};

	const moments: ReadonlyArray<
		readonly [
			word: string,
			sent: Partial<KillState>,
			outcome: Exclude<Verdict['outcome'], 'unknown'>,
			effects: readonly Effect[],
		]
	> = [
		[
			'connection@2:upload:50%',
			{phase: 'upload', step: {step: 1, part: 0.5}},
			'rolled back whole',
			['disconnected'],
		],
		[
			'connection@3:generate',
			{phase: 'generate'},
			'rolled back whole',
			['disconnected'],
		],
		['connection@rollback', {}, 'committed whole', []],
	];

	test.serial('a kill while START TRANSACTION runs is in BEGIN', async t => {
		const lab = await open(t, [], {files: 1});
		void lab.when(
			event => event.type === 'statement-started' && event.role === 'begin',
			() => {
				lab.session.kill('query', lab.now());
			},
		);
		await lab.verdictOf();
		t.deepEqual(
			lab.run().kills.map(({phase}) => phase),
			['begin'],
		);
	});

	for (const [what, change] of [
		['shorter', async (file: string) => truncate(file, 0)],
		['longer', async (file: string) => appendFile(file, 'more')],
	] as const) {
		test.serial(
			`a file that is ${what} during its upload is not reported as a connection that the server lost`,
			async t => {
				const lab = await open(t, [], {
					files: 1,
					size: 8 * megabyte,
					rate: 20 * megabyte,
				});
				let changed: Promise<unknown> = Promise.resolve();
				void lab.when(
					event => event.type === 'step-progress' && event.done > 0,
					() => {
						changed = lab
							.filesOnDisk()
							.then(async ([name = '']) =>
								change(path.join(lab.temporaryFolder, name)),
							);
					},
				);
				const {outcome} = await lab.verdictOf();
				t.is(outcome, 'rolled back whole');
				await changed;
				const insert = targetOf(lab.run(), 0);
				t.like(insert?.ended?.outcome, {type: 'error'});
				t.regex(
					lab.run().broken ?? '',
					new RegExp(
						String.raw`random_file-0\.bin is ${what} than 8388608 bytes$`,
					),
				);
				t.is(
					lab.run().lost?.failure.message,
					'the lab closed it in the middle of a packet',
				);
				t.is(exitCodeOf(lab.run()), exitCodes.error);
			},
		);
	}

	for (const [word, sent, outcome, effects] of moments) {
		test.serial(word, async t => {
			const {lab, verdict} = await scripted(t, [word], {
				rate: 20 * megabyte,
			});

			t.is(verdict.outcome, outcome);
			t.deepEqual(lab.effects(), effects);
			assertSent(t, lab, sent);
			t.true(lab.run().kills.every(({keyAt}) => keyAt === undefined));
			// Nothing is sent to a closed connection.
			t.false(
				lab.events.some(
					event =>
						event.type === 'statement-started' &&
						event.at > (lab.run().lost?.at ?? Infinity),
				),
			);
		});
	}

	test.serial(
		'query@2:generate is sent while the second file is created',
		async t => {
			const lab = await open(t, ['query@2:generate']);
			actBetweenStatements(lab);

			t.like(await lab.verdictOf(), {outcome: 'committed whole'});
			assertSent(t, lab, {phase: 'generate'});
			t.deepEqual(lab.effects(), ['no-statement']);
		},
	);

	test.serial(
		'query@2:upload:25% is sent after a quarter of the second upload',
		async t => {
			// So that the server gets the KILL long before the whole INSERT.
			const {lab, verdict} = await scripted(t, ['query@2:upload:25%'], {
				rate: 2 * megabyte,
				files: 2,
			});

			t.is(verdict.outcome, 'committed whole');
			t.deepEqual(lab.effects(), ['lost']);
			assertSent(t, lab, {phase: 'upload', step: {step: 1, part: 0.25}});
		},
	);

	test.serial(
		'query@2:execute waits until the server is seen executing the statement, so it is never lost',
		async t => {
			const lab = await open(t, ['query@2:execute'], {
				...large(flavour),
				files: 2,
			});
			const verdict = await untilFired(lab);

			const [kill] = lab.run().kills;
			const insert = targetOf(lab.run(), 1);
			t.true(['execute', 'write'].includes(kill?.phase ?? ''));
			t.true((kill?.sentAt ?? 0) >= (insert?.reached?.[0]?.at ?? Infinity));
			t.true(
				lab.effects()[0] === 'interrupted'
					? verdict.outcome === 'rolled back whole'
					: lab.effects()[0] === 'too-late' &&
							verdict.outcome === 'committed whole',
			);
		},
	);

	test.serial(
		'a killed COMMIT is committed, or rolled back, as a whole',
		async t => {
			for (const word of ['query@commit', 'connection@commit']) {
				const {lab, verdict} = await scripted(t, [word]);

				t.is(lab.run().kills.length, 1);
				t.true(
					['commit', 'look', 'over'].includes(lab.run().kills[0]?.phase ?? ''),
				);
				t.true(
					['committed whole', 'rolled back whole'].includes(verdict.outcome),
				);
				t.is(
					'unanswered' in verdict ? verdict.unanswered : undefined,
					verdict.outcome === 'committed whole' &&
						lab.run().transaction !== 'committed'
						? 3
						: 0,
				);
			}
		},
	);

	test.serial(
		'several kills are each sent once in a run, and again in the next',
		async t => {
			const {lab} = await scripted(
				t,
				['query@1:upload', 'query@1:upload:50%', 'query@2:generate'],
				{rate: 20 * megabyte, files: 2},
			);
			t.is(lab.run().kills.length, 3);
			await lab.verdictOf();
			t.is(lab.run().run, 2);
			t.is(lab.run().kills.length, 3);
		},
	);

	test.serial('a kill after a time is not sent before that time', async t => {
		const {lab, verdict} = await scripted(t, ['connection@200ms'], {
			rate: megabyte,
		});
		const [kill] = lab.run().kills;
		t.is(verdict.outcome, 'rolled back whole');
		t.true((kill?.sentAt ?? 0) - lab.run().startedAt >= 199);
	});

	test.serial(
		'a kill whose moment does not come is reported at the end',
		async t => {
			const words = ['connection@60s', 'query@rollback', 'query@3:execute'];
			const {lab} = await scripted(t, [...words, 'connection@commit'], {
				files: 1,
			});
			t.is(lab.run().kills.length, 1);
			t.deepEqual(
				lab.run().unsentKills,
				words.map(word => aimOf(word)),
			);
			t.deepEqual(
				lab.events
					.filter(({type}) => ['kill-unsent', 'verdict'].includes(type))
					.map(({type}) => type),
				['kill-unsent', 'kill-unsent', 'kill-unsent', 'verdict'],
			);
		},
	);
}

/** The kills were sent at their planned moments. */
function assertSent(
	t: ExecutionContext,
	lab: TestLab,
	{phase, step}: Partial<KillState>,
): void {
	for (const kill of lab.run().kills) {
		t.is(kill.phase, phase ?? kill.phase);
		t.is(kill.step?.step, step?.step ?? kill.step?.step);
		// Half a write more than asked for, at these rates.
		const past = (kill.step?.part ?? 0) - (step?.part ?? 0);
		t.true(past >= 0 && past < 0.25);
	}
}
