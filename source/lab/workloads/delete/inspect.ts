import {targetOf, type RunState} from '../../history/state.js';
import {type DataInspection} from '../../verdict/inspection.js';
import {factsOf} from '../facts/registry.js';
import {type RowCounts} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';

/** What a run has left that deletes all rows in its one step: the rows that are missing. A row that is there has to be as it was. Pure. */
export function missingRows(
	{unchanged, written, others}: Omit<RowCounts, 'lastWritten'>,
	run: RunState,
): DataInspection {
	const rows = rowsOf(run.plan);
	// Before that, the rows are still being made.
	const missing =
		targetOf(run, 0) === undefined ? 0 : rows - unchanged - written;
	return {
		areMissing: true,
		rowsPerStep: rows,
		found: missing === 0 ? [] : [{step: 0, rows: missing, intact: missing}],
		contents: {
			columns: factsOf(run.plan).columns.map(({name}) => name),
			rows: [
				{cells: ['no', unchanged + written], isIntact: written === 0},
				{cells: ['yes', missing], isIntact: true},
			],
		},
		...(others > 0 && {foreign: {number: others, rows: []}}),
	};
}
