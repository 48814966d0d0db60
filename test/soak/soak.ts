import {onInterruptChoices} from '../../source/lab/events/run-plan.js';
import {type StatementRole} from '../../source/lab/events/events.js';
import {type BlobsOptions} from '../../source/lab/workloads/blobs/options.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {phaseOfKill} from '../../source/lab/history/state.js';
import {megabyte, openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {type When} from '../helpers/moments.js';
import {type TestServer} from '../helpers/server.js';
import {compare} from './compare.js';
import {compareFiles, recordedFile, type StoredFile} from './compare-files.js';
import {pick, randomOf, type Random} from './random.js';
import {describeRun, everyEffect, type SoakedRun} from './soaked-run.js';
import {type TruthReader} from './truth.js';

/** One run with kills at random moments, and the server's records of it. */
export async function soakOnce(
	server: TestServer,
	truth: TruthReader,
	seed: string,
): Promise<SoakedRun> {
	const random = randomOf(seed);
	const plan = randomPlan(random);
	const schema = 'soak';
	const lab = await openTestLab(serverOf(server), {schema, ...plan});
	const timers: NodeJS.Timeout[] = [];
	try {
		const count = 1 + Math.floor(random() * 2.5);
		for (let kill = 0; kill < count; kill++) {
			armRandomly(lab, plan, random, timers);
		}

		await truth.begin();
		await lab.verdictOf();
		for (const timer of timers) {
			clearTimeout(timer);
		}

		await everyEffect(lab);

		const run = lab.run();
		const recorded = await truth.read(run.connectionId, recordedFile.stages);
		const files = await readFiles(truth, schema);
		return {
			workload: run.plan.workload.name,
			seed,
			mismatches: [
				...compare(run, recorded, recordedFile),
				...compareFiles(run, lab.events, files, recorded),
			],
			details: describeRun(lab.events, recorded),
			kills: run.kills.map(kill => ({
				kind: kill.kind,
				phase: phaseOfKill(kill),
				effect: kill.effect?.effect ?? 'none',
				outcome: run.verdict?.verdict.outcome ?? 'none',
			})),
		};
	} finally {
		await lab.close();
	}
}

async function readFiles(
	truth: TruthReader,
	schema: string,
): Promise<readonly StoredFile[]> {
	const rows = await truth.select(
		`SELECT file_name AS name, SHA2(file_data, 256) AS hash FROM ${schema}.DataBlobs ORDER BY id`,
	);
	return rows.map(row => ({
		name: String(row['name']),
		hash: String(row['hash']),
	}));
}

const sizes = [64 * 1024, megabyte, 5 * megabyte, 20 * megabyte, 40 * megabyte];

type SoakPlan = BlobsChange & Pick<BlobsOptions, 'files' | 'size'>;

function randomPlan(random: Random): SoakPlan {
	const size = pick(sizes, random);
	return {
		files: 1 + Math.floor(random() * 3),
		size,
		protocol: pick(['binary', 'long-data', 'text'] as const, random),
		onInterrupt: pick(onInterruptChoices, random),
		autocommit: random() < 0.3,
		// An upload of up to half a second.
		...(random() < 0.5 && {rate: size * (2 + random() * 20)}),
	};
}

/** Arms one kill: at a random event, and a random time after it. */
function armRandomly(
	lab: TestLab,
	{files, size}: SoakPlan,
	random: Random,
	timers: NodeJS.Timeout[],
): void {
	const kind = random() < 0.6 ? 'query' : 'connection';
	const file = Math.floor(random() * files);
	const part = random();
	const sent =
		(wanted: StatementRole): When =>
		({type}, {run}) =>
			type === 'statement-sent' && run?.statements.at(-1)?.role === wanted;
	const execution = 2 + (size / megabyte) * 12;
	const [when, delay] = pick<readonly [When, number]>(
		[
			[
				event =>
					event.type === 'step-progress' &&
					event.step === file &&
					event.done >= part * size,
				0,
			],
			[sent('target'), random() * execution],
			[sent('target'), random() * execution],
			[sent('target'), random() * 3],
			[sent('check'), random() * 3],
			[sent('commit'), random() * 2],
			[sent('rollback'), random()],
			[event => event.type === 'step-started' && event.step === file, 0],
			[event => event.type === 'run-started', random() * 500],
		],
		random,
	);
	void lab.when(when, () => {
		if (delay < 0.2) {
			lab.session.kill(kind, lab.now());
		} else {
			timers.push(
				setTimeout(() => {
					lab.session.kill(kind, lab.now());
				}, delay),
			);
		}
	});
}
