import {type Stage} from '../contract.js';
import {selectRows} from '../insert-select/select-rows.js';
import {type Progress} from '../on-interrupt.js';
import {rowsOf} from './options.js';
import {rowColumns} from './table.js';
import {runTargetOf} from './target.js';

/**
Inserts the rows of one step of several, by one INSERT whose own SELECT makes them.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function insertPart(
	stage: Stage,
	step: number,
): Promise<Progress> {
	const {table, plan} = stage;
	const rows = rowsOf(plan);
	return runTargetOf(
		stage,
		step,
		`INSERT INTO ${table.sql} (${rowColumns}) ${selectRows(rows, step * rows)}`,
	);
}
