import {mapOf, type MapCell} from './map.js';
import {type SweepState} from './sweep-state.js';

/** The cells of all workloads of a sweep. Pure. */
export function cellsOf({tried}: SweepState): readonly MapCell[] {
	return mapOf(tried.flatMap(({trials}) => trials)).cells();
}
