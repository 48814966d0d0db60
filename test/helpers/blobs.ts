import {type Aim} from '../../source/lab/events/aim.js';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {parseAim} from '../../source/lab/kills/notation.js';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {
	blobsOptions,
	blobsPlan,
	type BlobsOptions,
} from '../../source/lab/workloads/blobs/options.js';

/** What a test changes of a plan with blobs: its options stand beside the rest. */
export type BlobsChange = Partial<
	Omit<RunPlan, 'workload' | 'steps'> & BlobsOptions
>;

/** A plan with some of it changed. */
export function changePlan(
	plan: RunPlan,
	{files, size, protocol, ...rest}: BlobsChange,
): RunPlan {
	const options = blobsOptions(plan);
	return {
		...plan,
		...blobsPlan({
			files: files ?? options.files,
			size: size ?? options.size,
			protocol: protocol ?? options.protocol,
		}),
		...rest,
	};
}

/** A value of `--kill` for blobs. */
export function aimOf(word: string): Aim | undefined {
	return parseAim(word, blobsFacts);
}
