import {type WorkloadPlan} from '../../events/run-plan.js';
import {type Protocol} from '../../upload/protocol.js';

/** What a person can choose of the blobs. */
export type BlobsOptions = {
	readonly files: number;
	/** Bytes of one file. */
	readonly size: number;
	readonly protocol: Protocol;
};

/** A plan's workload with these options, and how many steps it has. */
export function blobsPlan(options: BlobsOptions): {
	readonly workload: WorkloadPlan;
	readonly steps: number;
} {
	return {workload: {name: 'blobs', options}, steps: options.files};
}

/** The options of a plan whose workload is this one. */
export function blobsOptions({
	workload: {options},
}: {
	readonly workload: WorkloadPlan;
}): BlobsOptions {
	return {
		files: Number(options['files']),
		size: Number(options['size']),
		protocol: toProtocol(options['protocol']),
	};
}

function toProtocol(word: unknown): Protocol {
	return word === 'long-data' || word === 'text' ? word : 'binary';
}
