import {interruptAnswers} from '../../source/lab/events/run-plan.js';
import {type BlobsOptions} from '../../source/lab/workloads/blobs/options.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {megabyte, openTestLab, serverOf} from '../helpers/lab.js';
import {type TestServer} from '../helpers/server.js';
import {pick, randomOf, type Random} from '../../source/seeded-random.js';
import {compareFiles, recordedFile, type StoredFile} from './compare-files.js';
import {
	sent,
	severalMoments,
	soakRun,
	type SoakedRun,
	type SoakMoment,
} from './soaked-run.js';
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
	return soakRun(
		{
			lab,
			target: recordedFile,
			moments: severalMoments(() => randomMoment(plan, random), random),
			compareData: async (run, recorded) =>
				compareFiles(run, lab.events, await readFiles(truth, schema), recorded),
		},
		truth,
		{seed, random},
	);
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
		onInterrupt: pick(interruptAnswers, random),
		autocommit: random() < 0.3,
		// An upload of up to half a second.
		...(random() < 0.5 && {rate: size * (2 + random() * 20)}),
	};
}

/** A random event, and a random time after it, in ms. */
function randomMoment({files, size}: SoakPlan, random: Random): SoakMoment {
	const file = Math.floor(random() * files);
	const part = random();
	const execution = 2 + (size / megabyte) * 12;
	return pick<SoakMoment>(
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
}
