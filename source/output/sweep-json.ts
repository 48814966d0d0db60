import {workloadMap} from '../lab/sweep/map-rows.js';
import {type SweepState} from '../lab/sweep/sweep-state.js';

/** The version of the document's schema. */
const mapsSchema = 1;

/** The maps of sweeps as one JSON document. Pure. */
export function mapsJson(sweeps: readonly SweepState[]): string {
	return `${JSON.stringify({
		schema: mapsSchema,
		sweeps: sweeps.map(({began: {type, schema, ...began}, tried}) => ({
			...began,
			maps: tried.map(one => workloadMap(one, began.server.flavour)),
		})),
	})}\n`;
}
