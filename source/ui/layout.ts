/** The width and height of a pane, in cells, with its border. */
export type PaneSize = {readonly width: number; readonly height: number};

/** Where things go on a terminal of a given size. */
export type Layout =
	| {
			readonly type: 'side-by-side' | 'stacked';
			readonly workload: PaneSize;
			readonly control: PaneSize;
	  }
	| {readonly type: 'compact'; readonly width: number; readonly height: number}
	| {
			readonly type: 'too-small';
			readonly width: number;
			readonly height: number;
	  };

/** The smallest terminal that the lab's screen fits on, in cells. */
export const smallest = {columns: 60, rows: 16} as const;

/** From this width on, the panes stand side by side. */
const sideBySideColumns = 100;

/** Below these heights, two panes would have no room for their contents. */
const sideBySideRows = 20;
const stackedRows = 26;

const controlWidth = 46;
const stackedControlHeight = 16;

/** From this height on, the newest kill's sentence has a third line. */
const roomyRows = 30;

/** With this height the control pane has room for the newest kill's whole sentence and the last kills. */
const leastPaneHeight = 27;

const borderLines = 2;

/** The line above the panes. */
const headHeight = 1;

/**
Lays out the screen. Pure: it depends on the terminal's size and on how much there is to show.

@param workloadLines - What the workload pane would like to show. Panes that stand side by side are no higher than that, or than the kill log needs.
*/
export function layOut(
	columns: number,
	rows: number,
	workloadLines = Infinity,
): Layout {
	const height = rows - headHeight;

	if (columns < smallest.columns || rows < smallest.rows) {
		return {type: 'too-small', width: columns, height: rows};
	}

	if (columns >= sideBySideColumns && rows >= sideBySideRows) {
		const paneHeight = Math.min(
			height,
			Math.max(leastPaneHeight, workloadLines + borderLines),
		);
		return {
			type: 'side-by-side',
			workload: {width: columns - controlWidth, height: paneHeight},
			control: {width: controlWidth, height: paneHeight},
		};
	}

	if (rows >= stackedRows) {
		const controlHeight = stackedControlHeight + (rows < roomyRows ? 0 : 1);
		return {
			type: 'stacked',
			workload: {width: columns, height: height - controlHeight},
			control: {width: columns, height: controlHeight},
		};
	}

	return {type: 'compact', width: columns, height};
}
