import {type Stage} from '../contract.js';
import {runSql} from '../statement-runner.js';
import {rowsOf} from './options.js';
import {startStep} from './step.js';
import {filledValues, rowColumns} from './table.js';

/**
Fills the table with the rows of the plan, doubling them with each statement.

@param name - What the step is called in this run; absent: as always.
*/
export async function fillRows(stage: Stage, name?: string): Promise<void> {
	const {plan, table, log, signal} = stage;
	const rows = rowsOf(plan);
	startStep(stage, {name});
	const insert = async (select: string) =>
		runSql(
			stage,
			{role: 'setup', name: 'INSERT', step: 0},
			`INSERT INTO ${table.sql} (${rowColumns}) ${select}`,
		);
	await insert(`VALUES (${filledValues('1')})`);
	for (let filled = 1; filled < rows; filled *= 2) {
		signal.throwIfAborted();
		await insert(
			`SELECT ${filledValues(`id + ${filled}`)} FROM ${table.sql} WHERE id <= ${Math.min(filled, rows - filled)}`,
		);
		log.emit({
			type: 'step-progress',
			step: 0,
			done: Math.min(rows, 2 * filled),
		});
	}

	log.emit({type: 'step-made', step: 0});
}
