import {workloadMap, type WorkloadMap} from '../lab/sweep/map-rows.js';
import {type SweepBegan} from '../lab/sweep/sweep-line.js';
import {type SweepState} from '../lab/sweep/sweep-state.js';

/** The version of the document's schema. */
const mapsSchema = 1;

/** What `sweep FILE… --json` prints. */
export type MapsDocument = {
	readonly schema: number;
	readonly sweeps: ReadonlyArray<
		Omit<SweepBegan, 'type' | 'schema'> & {
			/** One of each workload. */
			readonly maps: readonly WorkloadMap[];
		}
	>;
};

/** The maps of sweeps as one JSON document. Pure. */
export function mapsJson(sweeps: readonly SweepState[]): string {
	const document: MapsDocument = {
		schema: mapsSchema,
		sweeps: sweeps.map(({began: {type, schema, ...began}, tried}) => ({
			...began,
			maps: tried.map(one => workloadMap(one, began.server)),
		})),
	};
	return `${JSON.stringify(document)}\n`;
}
