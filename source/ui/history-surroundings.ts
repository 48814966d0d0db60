import {killTable} from '../lab/history/kill-table.js';
import {type LabState} from '../lab/history/state.js';
import {type HistorySurroundings} from './choose-in-history.js';
import {historyEntries} from './history-entries.js';
import {panelRoom} from './layout.js';

/** The lines of a page of the history that are no runs and kills: its head, and one of the page before. */
const notMoved = 2;

/** What the keys of the history move through, on a terminal of this size. Pure. */
export function historySurroundings(
	state: LabState,
	terminal: {readonly columns: () => number; readonly rows: () => number},
): HistorySurroundings {
	return {
		places: historyEntries(state),
		rows: killTable(state).length,
		page: Math.max(
			1,
			panelRoom(terminal.columns(), terminal.rows()) - notMoved,
		),
	};
}
