import {innerSize, layOut} from './layout.js';

/** The lines of what production shows in its own place, with a blank one above. */
export const productionHeight = 13;

/** From this height on, the inside of a workload pane has a place for it beside everything else. */
const leastHeight = 30;

/** Whether what production shows has its own place on a terminal, and replaces nothing. Pure. */
export function hasProductionPlace(columns: number, rows: number): boolean {
	const layout = layOut(columns, rows);
	return (
		'workload' in layout && innerSize(layout.workload).height >= leastHeight
	);
}
