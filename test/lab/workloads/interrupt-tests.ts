import {truncate} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {exitCodeOf} from '../../../source/commands/exit-code.js';
import {exitCodes} from '../../../source/options/exit-codes.js';
import {type KillKind} from '../../../source/lab/events/kill.js';
import {type BlobsChange} from '../../helpers/blobs.js';
import {
	type StatementRole,
	type Verdict,
} from '../../../source/lab/events/events.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../helpers/lab.js';
import {
	inExecution,
	inUpload,
	large,
	slowly,
	untilMet,
} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of what the client does after a kill, on one flavour of server: the second of three INSERTs is killed while the server executes it. */
export function testInterruptions(flavour: Flavour): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const kill = async (
		t: ExecutionContext,
		kind: KillKind,
		plan: BlobsChange,
	): Promise<{lab: TestLab; verdict: Verdict}> => {
		schemas++;
		const lab = await openTestLab(serverOf(server), {
			schema: `interrupts_${schemas}`,
			...large(flavour),
			files: 3,
			...plan,
		});
		t.teardown(lab.close);
		void lab.when(inExecution, () => {
			lab.session.kill(kind, lab.now());
		});
		return {lab, verdict: await lab.verdictOf()};
	};

	const killed = async (...options: Parameters<typeof kill>) =>
		untilMet('execute', async () => kill(...options));

	const choices: ReadonlyArray<
		readonly [
			plan: BlobsChange,
			outcome: Exclude<Verdict['outcome'], 'unknown'>,
			rows: readonly number[],
			last: StatementRole,
		]
	> = [
		[{onInterrupt: 'rollback'}, 'rolled back whole', [], 'rollback'],
		[{onInterrupt: 'retry'}, 'committed whole', [0, 1, 2], 'commit'],
		[{onInterrupt: 'skip'}, 'committed whole', [0, 2], 'commit'],
		[{onInterrupt: 'commit'}, 'committed whole', [0], 'commit'],
		[{autocommit: true}, 'committed whole', [0], 'target'],
		[
			{autocommit: true, onInterrupt: 'retry'},
			'committed whole',
			[0, 1, 2],
			'check',
		],
	];

	for (const [plan, outcome, files, last] of choices) {
		test.serial(
			`after a KILL QUERY the client follows ${JSON.stringify(plan)}`,
			async t => {
				const {lab, verdict} = await killed(t, 'query', plan);

				t.deepEqual(lab.effects(), ['interrupted']);
				t.is(verdict.outcome, outcome);
				t.deepEqual(
					namesOf(verdict),
					files.map(file => `random_file-${file}.bin`),
				);
				t.is(lab.run().statements.at(-1)?.role, last);
				t.deepEqual(await lab.filesOnDisk(), []);
			},
		);
	}

	test.serial(
		'what the client does can be changed before the kill',
		async t => {
			schemas++;
			const lab = await openTestLab(serverOf(server), {
				schema: `interrupts_${schemas}`,
				files: 1,
			});
			t.teardown(lab.close);
			await lab.verdictOf();
			const seen = [];
			for (let press = 0; press < 5; press++) {
				lab.session.changeOnInterrupt();
				seen.push(lab.run().onInterrupt);
			}

			t.deepEqual(seen, ['retry', 'skip', 'commit', 'ask', 'rollback']);
			lab.session.changeOnInterrupt();
			await lab.verdictOf();
			t.is(lab.run().onInterrupt, 'retry');
		},
	);

	test.serial(
		'under autocommit a KILL CONNECTION leaves complete rows, answered or not',
		async t => {
			const {lab, verdict} = await killed(t, 'connection', {autocommit: true});

			t.deepEqual(lab.effects(), ['disconnected']);
			t.is(verdict.outcome, 'committed whole');
			const names = namesOf(verdict);
			t.deepEqual(
				names,
				['random_file-0.bin', 'random_file-1.bin'].slice(0, names.length),
			);
			t.is(
				'unanswered' in verdict ? verdict.unanswered : undefined,
				names.length - 1,
			);
			t.is(exitCodeOf(lab.run()), exitCodes.atomic);
		},
	);

	test.serial(
		"a file that can't be read to its end is reported as such, and nothing stays",
		async t => {
			schemas++;
			const lab = await openTestLab(serverOf(server), {
				schema: `interrupts_${schemas}`,
				...slowly,
			});
			t.teardown(lab.close);
			const cutting = lab
				.when(inUpload, () => {
					lab.session.togglePause();
				})
				.then(async () => {
					const [name = ''] = await lab.filesOnDisk();
					await truncate(path.join(lab.temporaryFolder, name), 0);
					lab.session.togglePause();
				});
			const [verdict] = await Promise.all([lab.verdictOf(), cutting]);

			t.like(verdict, {outcome: 'rolled back whole', there: 0});
			t.regex(lab.run().broken ?? '', /random_file-1\.bin is shorter than /);
			const {ended} = lab.run().statements.at(-1) ?? {};
			t.like(ended?.outcome, {type: 'error'});
			t.regex(lab.run().lost?.failure.message ?? '', /the lab closed it/);
			t.is(exitCodeOf(lab.run()), exitCodes.error);
		},
	);

	const killedByAnother = async (t: ExecutionContext, autocommit: boolean) => {
		schemas++;
		const lab = await openTestLab(serverOf(server), {
			schema: `interrupts_${schemas}`,
			...slowly,
			autocommit,
		});
		t.teardown(lab.close);
		const killing = lab
			.when(inUpload, () => {
				lab.session.togglePause();
			})
			.then(async () => killFromOutside(server, lab.run().connectionId));
		const [verdict] = await Promise.all([lab.verdictOf(), killing]);

		t.deepEqual(namesOf(verdict), autocommit ? ['random_file-0.bin'] : []);
		t.is(exitCodeOf(lab.run()), exitCodes.error);
	};

	for (const autocommit of [true, false]) {
		test.serial(
			`somebody else's KILL CONNECTION is an error, autocommit ${autocommit}`,
			killedByAnother,
			autocommit,
		);
	}
}

/** Somebody else's KILL CONNECTION. */
async function killFromOutside(server: TestServer, id: string): Promise<void> {
	const root = await server.connect();
	await root.query(`KILL CONNECTION ${id}`);
	await root.end();
}

function namesOf(verdict: Verdict): readonly string[] {
	return verdict.outcome === 'unknown'
		? []
		: verdict.contents.rows.map(({cells}) => String(cells[1]));
}
