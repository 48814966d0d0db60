import {type LabState} from '../lab/history/state.js';
import {innerSize, layOut} from './layout.js';

/** The lines of what production shows in its own place, with a blank one above. */
export const productionHeight = 13;

/** From this height on, the inside of a workload pane has a place for it beside everything else. */
const leastHeight = 30;

/** Whether the client asks what to do, on a terminal where production has no place of its own. Pure. */
export function isAskedInItsPlace(
	{run}: LabState,
	terminal: {readonly columns: () => number; readonly rows: () => number},
): boolean {
	return (
		run?.question !== undefined &&
		!hasProductionPlace(terminal.columns(), terminal.rows())
	);
}

/** Whether what production shows has its own place on a terminal, and replaces nothing. Pure. */
export function hasProductionPlace(columns: number, rows: number): boolean {
	const layout = layOut(columns, rows);
	return (
		'workload' in layout && innerSize(layout.workload).height >= leastHeight
	);
}
