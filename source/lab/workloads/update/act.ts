import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {runSql} from '../statement-runner.js';
import {updateFacts} from './facts.js';
import {updateOptions} from './options.js';
import {proofOf} from './table.js';

/** The contents of a row before the UPDATE and after it. */
const before = 'x';
export const after = 'y';

/** As long as the column. */
const length = 200;

/** Fills the table, doubling its rows with each statement. */
export async function fillTable(stage: Stage): Promise<void> {
	const {plan, table, log, signal} = stage;
	const {rows} = updateOptions(plan);
	const values = (id: string) =>
		`${id}, 0, REPEAT('${before}', ${length}), ${proofOf(id)}`;
	log.emit({
		type: 'step-started',
		step: 0,
		name: updateFacts.stepName(0),
		unit: 'rows',
		total: rows,
	});
	const insert = async (select: string) =>
		runSql(
			stage,
			{role: 'setup', name: 'INSERT', step: 0},
			`INSERT INTO ${table.sql} ${select}`,
		);
	await insert(`VALUES (${values('1')})`);
	for (let filled = 1; filled < rows; filled *= 2) {
		signal.throwIfAborted();
		await insert(
			`SELECT ${values(`id + ${filled}`)} FROM ${table.sql} WHERE id <= ${Math.min(filled, rows - filled)}`,
		);
		log.emit({
			type: 'step-progress',
			step: 0,
			done: Math.min(rows, 2 * filled),
		});
	}

	log.emit({type: 'step-made', step: 0});
}

/** Runs the one UPDATE. */
export async function updateRows(stage: Stage): Promise<void> {
	await onInterrupt(stage.log, async () => {
		await identify(stage, 0);
		await runSql(
			stage,
			{role: 'target', name: updateFacts.target, step: 0},
			`UPDATE ${stage.table.sql} SET version = version + 1, payload = REPEAT('${after}', ${length})`,
		);
	});
}
