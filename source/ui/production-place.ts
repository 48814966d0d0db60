import {type LabState} from '../lab/history/state.js';
import {type ChoiceSurroundings} from './chosen.js';
import {innerSize, layOut} from './layout.js';

/** In cells. */
type Terminal = {readonly columns: number; readonly rows: number};

/** The lines of what production shows in its own place, with a blank one above. */
export const productionHeight = 13;

/** From this height on, the inside of a workload pane has a place for it beside everything else. */
const leastHeight = 30;

/** The lines that a workload pane wants in any state of the run, with production's: those of a run without steps, and what each step adds, which is a line and a row of the table. */
const wholeHeight = 35;
const stepHeight = 2;

/** What its key depends on, on a terminal of this size. Pure. */
export function productionSurroundings(
	state: LabState,
	{
		columns,
		rows,
	}: {readonly columns: () => number; readonly rows: () => number},
): Pick<ChoiceSurroundings, 'hasRoomForProduction' | 'isAskedInItsPlace'> {
	const terminal = {columns: columns(), rows: rows()};
	return {
		hasRoomForProduction: hasRoomForProduction(state, terminal),
		isAskedInItsPlace:
			state.run?.question !== undefined && !hasProductionPlace(terminal),
	};
}

/** Whether what production shows has its own place on a terminal, and replaces nothing. Pure. */
export function hasProductionPlace(terminal: Terminal): boolean {
	return heightOn(terminal) >= leastHeight;
}

/** Whether it takes a line from nothing else in any state of the run: then it shows by itself. Pure. */
export function hasRoomForProduction(
	{run}: LabState,
	terminal: Terminal,
): boolean {
	return (
		run !== undefined &&
		heightOn(terminal) >= wholeHeight + stepHeight * run.plan.steps
	);
}

/** The lines inside the workload pane; 0 without one. */
function heightOn({columns, rows}: Terminal): number {
	const layout = layOut(columns, rows);
	return 'workload' in layout ? innerSize(layout.workload).height : 0;
}
