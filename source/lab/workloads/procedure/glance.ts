import {type Glance} from '../../connections/glance.js';
import {type RunPlan} from '../../events/run-plan.js';
import {rowsOf} from '../rows/options.js';
import {lookedUpTogether} from './options.js';

/** Looks up the last row of each batch, or of every second one and so on if there are many: once it is changed, so are all before it. @param table - Its name, quoted. */
export function changedBatches(table: string, plan: RunPlan): Glance {
	const each = lookedUpTogether(plan);
	const ids = Array.from(
		{length: rowsOf(plan) / each},
		(_, index) => (index + 1) * each,
	);
	return {
		// While the table is filled, its statistics may say that it is empty, and then all of it would be read.
		from: `FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${ids.join(', ')}) AND version > 0`,
		each,
		isProgress: true,
	};
}
