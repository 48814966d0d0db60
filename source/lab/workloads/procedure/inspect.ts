import {type RunPlan} from '../../events/run-plan.js';
import {type DataInspection} from '../../verdict/inspection.js';
import {rowsFound, type RowCounts} from '../rows/inspect.js';
import {batchSize} from './options.js';

/** What a run has left that changes rows in batches: the first ones, in whole batches, each changed once, or else it is torn. Pure. */
export function batchesFound(counts: RowCounts, plan: RunPlan): DataInspection {
	return {
		...someBatchesFound(counts, plan),
		...(counts.written !== counts.lastWritten && {isTorn: true}),
	};
}

/** The same where any batch may be left out. Pure. */
export function someBatchesFound(
	counts: RowCounts,
	plan: RunPlan,
): DataInspection {
	const {written, intact} = counts;
	const isWhole = written === intact && written % batchSize === 0;
	return {
		...rowsFound(counts, plan),
		partsStay: true,
		...(!isWhole && {isTorn: true}),
	};
}
