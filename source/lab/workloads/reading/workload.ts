import {type TableDesign} from '../../own-table/table-design.js';
import {type Workload} from '../contract.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {rowsDemands, type RowsTarget} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {inspectRows} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {lookForMark, writeMark} from '../rows/write-mark.js';

/** A workload whose target is a SELECT that works for long. */
export function readingWorkload(
	facts: WorkloadFacts,
	{
		table = numberedRows,
		does,
		packet,
		select,
	}: {
		/** Absent: the usual one. */
		readonly table?: TableDesign;
		/** What it does to the table, as words between "fills it" and "reads it". */
		readonly does: string;
		/** Bytes of its largest packet, and why it is one; absent: it is short. */
		readonly packet?: RowsTarget['packet'];
		/** The target. @param table - Its name, quoted. @param rows - How many rows it has. */
		readonly select: (table: string, rows: number) => string;
	},
): Workload {
	return {
		facts,
		demands: rowsDemands({
			table,
			privileges: [],
			does,
			...(packet && {packet}),
			logged: 0,
			// What it sorts or groups goes to temporary files.
			disk: 1,
		}),
		prepare: async stage => fillRows(stage),
		async act(stage) {
			const {table, plan} = stage;
			await writeMark(stage);
			await runTarget(stage, select(table.sql, rowsOf(plan) + 1));
		},
		glance: lookForMark,
		inspect: inspectRows,
	};
}
