import {parseAim} from '../../source/lab/kills/notation.js';
import {type Aim} from '../../source/lab/events/aim.js';
import {killKinds} from '../../source/lab/events/kill.js';
import {interruptAnswers} from '../../source/lab/events/run-plan.js';
import {type Verdict} from '../../source/lab/events/events.js';
import {type RunState} from '../../source/lab/history/state.js';
import {openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {type TestServer} from '../helpers/server.js';
import {type WorkloadCase} from '../lab/workloads/workload-case.js';
import {pick, randomOf, type Random} from '../../source/seeded-random.js';
import {type RecordedTarget} from './compare.js';
import {
	sent,
	severalMoments,
	soakRun,
	type SoakedRun,
	type SoakMoment,
} from './soaked-run.js';
import {type Truth, type TruthReader} from './truth.js';

/** The servers' names for statements, by what workloads call them. */
const recordedNames: ReadonlyMap<string, readonly string[]> = new Map([
	['UPDATE', ['update', 'update_multi']],
	['DELETE', ['delete']],
	['INSERT', ['insert', 'insert_select']],
	['SELECT', ['select']],
	['LOAD DATA', ['load']],
	['ALTER', ['alter_table']],
	['TRUNCATE', ['truncate']],
	['OPTIMIZE', ['optimize']],
	['CREATE', ['create_table']],
	['CALL', ['call_procedure']],
	// That of the case.
	['statement', ['update']],
]);

/** The stages in which a statement has its work to do, on either flavour. */
const workStages = [
	'executing',
	'Executing',
	'updating',
	'Updating',
	'updating main table',
	'deleting from main table',
	'Sending data',
	'update',
	'Update',
	'reading file',
	'Creating sort index',
	'Creating tmp table',
	'Copying to tmp table',
	'copy to tmp table',
	'altering table',
	'User sleep',
	'User lock',
	'Waiting for table metadata lock',
];

/** @throws if the target has no name there yet. */
function namesOf({facts: {target}}: WorkloadCase): readonly string[] {
	const names = [...recordedNames].find(([words]) => target.startsWith(words));
	if (names === undefined) {
		throw new Error(`Nobody has said how servers record ${target}`);
	}

	return names[1].map(name => `statement/sql/${name}`);
}

/** How long the target of a case takes when nobody kills it, in ms. */
export async function measureTarget(
	server: TestServer,
	tried: WorkloadCase,
): Promise<number> {
	const lab = await openCase(server, tried, {random: () => 0});
	try {
		await lab.verdictOf();
		const target = lab.run().statements.find(({role}) => role === 'target');
		return (target?.ended?.at ?? 0) - (target?.startedAt ?? 0);
	} finally {
		await lab.close();
	}
}

/** Where a workload is soaked, and what the server records there. */
type Soil = {readonly server: TestServer; readonly truth: TruthReader};

/** One run of a workload with kills at random moments, and the server's records of it. @param time - How long its target takes, in ms. */
export async function soakWorkload(
	soil: Soil,
	tried: WorkloadCase,
	{seed, time}: {seed: string; time: number},
): Promise<SoakedRun> {
	const random = randomOf(seed);
	const lab = await openCase(soil.server, tried, {random});
	const moments = severalMoments(() => randomMoment(time, random), random);
	return soakCase(soil, tried, {lab, moments, seed, random});
}

/** One run of a workload with a kill of the lab's own, and the server's records of it. */
export async function soakAim(
	soil: Soil,
	tried: WorkloadCase,
	{aim, seed}: {aim: Aim; seed: string},
): Promise<SoakedRun> {
	const random = randomOf(seed);
	const lab = await openCase(soil.server, tried, {random, aims: [aim]});
	return soakCase(soil, tried, {lab, moments: [], seed, random});
}

/** The kills of both kinds in each phase that a workload can be aimed at, and halfway through those that have parts. */
export function aimsOf({facts}: WorkloadCase): readonly Aim[] {
	const words = [
		...facts.aims.flatMap(({phase, isDivisible}) =>
			isDivisible ? [phase, `${phase}:50%`] : [phase],
		),
		'commit',
	];
	return killKinds.flatMap(kind =>
		words.flatMap(word => parseAim(`${kind}@${word}`, facts) ?? []),
	);
}

async function soakCase(
	{truth}: Soil,
	tried: WorkloadCase,
	{
		lab,
		moments,
		seed,
		random,
	}: {
		lab: TestLab;
		moments: readonly SoakMoment[];
		seed: string;
		random: Random;
	},
): Promise<SoakedRun> {
	const target: RecordedTarget = {names: namesOf(tried), stages: workStages};
	return soakRun(
		{
			lab,
			target,
			moments,
			async compareData(run, recorded) {
				if (!run.statements.some(({role}) => role === 'target')) {
					return compareUnsent(run, tried);
				}

				const [row = {}] = await truth.select(tried.counts(schema));
				return compareCount(run, Number(Object.values(row)[0]), {
					tried,
					target,
					recorded,
				});
			},
		},
		truth,
		{seed, random},
	);
}

const schema = 'soak';

async function openCase(
	server: TestServer,
	{facts, given = facts.brief}: WorkloadCase,
	{random, aims = []}: {random: Random; aims?: readonly Aim[]},
): Promise<TestLab> {
	return openTestLab(
		serverOf(server),
		{
			schema,
			onInterrupt: pick(interruptAnswers, random),
			autocommit: random() > 0.7,
		},
		aims,
		{workload: facts.plan(given)},
	);
}

/** A random event, and a random time after it, in ms. */
function randomMoment(time: number, random: Random): SoakMoment {
	return pick<SoakMoment>(
		[
			[sent('target'), random() * time],
			[sent('target'), random() * time],
			[sent('target'), random() * time],
			[sent('target'), random() * 3],
			[sent('identify'), random() * 3],
			[sent('commit'), random() * 2],
			[sent('rollback'), random()],
			[event => event.type === 'run-started', random() * time],
		],
		random,
	);
}

function outcomeOf({verdict}: RunState): Verdict['outcome'] {
	return verdict?.verdict.outcome ?? 'unknown';
}

/** Where the verdict of a run contradicts that its target was never sent: some of the rows that the case counts on were not even made. Without its control run, a user's own statement has nothing to be compared with. */
function compareUnsent(
	run: RunState,
	{facts: {needs}}: WorkloadCase,
): readonly string[] {
	const outcome = outcomeOf(run);
	return outcome === 'rolled back whole' ||
		(outcome === 'unknown' && needs === 'sql')
		? []
		: [`verdict ${outcome}, and no target was sent`];
}

/** Where the verdict contradicts what an independent look counts; empty: nowhere. */
function compareCount(
	run: RunState,
	counted: number,
	{
		tried,
		target,
		recorded,
	}: {tried: WorkloadCase; target: RecordedTarget; recorded: Truth},
): readonly string[] {
	const outcome = outcomeOf(run);
	const whole = wholeOf(run, tried);
	const isRight = new Map<typeof outcome, boolean>([
		['committed whole', counted === whole],
		['rolled back whole', counted === 0],
		['PARTIAL', counted > 0],
	]).get(outcome);
	const wasStored = recorded.statements.some(
		({name, errno}, index) =>
			errno === 0 &&
			target.names.includes(name) &&
			run.statements[index]?.role !== 'setup',
	);
	const wasCommitted = recorded.statements.some(
		({name, errno}) => errno === 0 && name === 'statement/sql/commit',
	);
	const isExpected = wasStored && (run.plan.autocommit || wasCommitted);
	return [
		...(isRight ? [] : [`verdict ${outcome}, and ${counted} are there`]),
		...(isTorn(run) ? ['the part that is there is torn'] : []),
		...(isExpected && counted !== whole
			? [`${counted} are there, and its statements succeeded`]
			: []),
	];
}

/** What must be there if all is committed: a client that has gone back to a savepoint has left a step out. */
function wholeOf(
	{steps, plan}: RunState,
	{facts: {savepoint}, whole}: WorkloadCase,
): number {
	const skipped = steps.filter(({isSkipped}) => isSkipped).length;
	return savepoint === undefined
		? whole
		: (whole / plan.steps) * (plan.steps - skipped);
}

/** Whether the verdict says that the rows that are there are no part that may stay. */
function isTorn({verdict}: RunState): boolean {
	return verdict !== undefined && 'isTorn' in verdict.verdict;
}
