import {writingName} from '../facts/writing.js';
import {factsOf} from '../facts/registry.js';
import {type Glance} from '../../connections/glance.js';
import {type Stage} from '../contract.js';
import {runSql} from '../statement-runner.js';
import {rowColumns, writtenValues} from './table.js';

/** Its id: the rows that are there before the run count from 1. */
const markId = '0';

/**
Writes the row by which the transaction of a target that only reads is judged.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function writeMark(stage: Stage): Promise<void> {
	await runSql(
		stage,
		{role: 'write', name: writingName(factsOf(stage.plan)), step: 0},
		`INSERT INTO ${stage.table.sql} (${rowColumns}) VALUES (${writtenValues(markId)})`,
	);
}

/** Looks whether others see that row. @param table - Its name, quoted. */
export function lookForMark(table: string): Glance {
	return {from: `FROM ${table} WHERE id = ${markId}`};
}
