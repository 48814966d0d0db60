import {createMap, type MapCell} from './map.js';
import {type SweepState} from './sweep-state.js';

/** The cells of all workloads of a sweep. Pure. */
export function cellsOf({tried}: SweepState): readonly MapCell[] {
	const map = createMap();
	for (const {trials} of tried) {
		for (const trial of trials) {
			map.add(trial);
		}
	}

	return map.cells();
}
