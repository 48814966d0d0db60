import {type Connection} from 'mysql2';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type DataInspection} from '../../verdict/inspection.js';
import {type Scene} from '../contract.js';
import {factsOf} from '../facts/registry.js';
import {isOwn, isWritten} from './table.js';

/** How many rows of a table are of which kind. */
export type RowCounts = {
	/** The run has not changed these. */
	readonly unchanged: number;
	/** The run has changed or inserted these. */
	readonly written: number;
	/** The highest id of these; 0: there are none. */
	readonly lastWritten: number;
	/** Those of them that are as the run wrote them. */
	readonly intact: number;
	/** No lab wrote these. */
	readonly others: number;
};

/**
Counts the rows of each kind, in one statement.

@throws mysql2's error, when the connection is lost.
*/
export async function countRows(
	connection: Connection,
	{table, awaitsLocks}: Scene,
): Promise<RowCounts> {
	const [row] = await queryPromptly(
		connection,
		`SELECT
			COALESCE(SUM(isOwn AND version = 0), 0) AS unchanged,
			COALESCE(SUM(isOwn AND version > 0), 0) AS written,
			COALESCE(MAX(CASE WHEN isOwn AND version > 0 THEN id END), 0) AS lastWritten,
			COALESCE(SUM(isOwn AND version = 1 AND isWritten), 0) AS intact,
			COALESCE(SUM(NOT isOwn), 0) AS others
		FROM (
			SELECT id, version, ${isOwn} AS isOwn, ${isWritten} AS isWritten
			FROM ${table} ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}
		) AS rowsOfTheTable`,
	);
	const number = (name: keyof RowCounts) => Number(row?.[name]);
	return {
		unchanged: number('unchanged'),
		written: number('written'),
		lastWritten: number('lastWritten'),
		intact: number('intact'),
		others: number('others'),
	};
}

/**
Reads what a run has left that writes all rows in its one step.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectRows(
	connection: Connection,
	scene: Scene,
): Promise<DataInspection> {
	return rowsFound(await countRows(connection, scene), scene.run.plan);
}

/**
The same for a run whose step inserts rows: those that it has not inserted are not in the table.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectInserted(
	connection: Connection,
	scene: Scene,
): Promise<DataInspection> {
	return insertedFound(await countRows(connection, scene), scene.run.plan);
}

/** What such a run has left, by the rows of each kind. Pure. */
export function insertedFound(
	counts: Omit<RowCounts, 'lastWritten'>,
	plan: RunPlan,
): DataInspection {
	const wanted = factsOf(plan).rowsOf?.(plan, plan.steps) ?? 0;
	const missing = Math.max(0, wanted - counts.written);
	return rowsFound({...counts, unchanged: missing}, plan);
}

/** What a run has left that writes all rows in its one step, by the rows of each kind. Pure. */
export function rowsFound(
	{unchanged, written, intact, others}: Omit<RowCounts, 'lastWritten'>,
	plan: RunPlan,
): DataInspection {
	return {
		rowsPerStep: factsOf(plan).rowsOf?.(plan, 1) ?? 0,
		found: written === 0 ? [] : [{step: 0, rows: written, intact}],
		contents: {
			columns: factsOf(plan).columns.map(({name}) => name),
			rows: [
				{cells: ['no', unchanged], isIntact: true},
				{cells: ['yes', written], isIntact: written === intact},
			],
		},
		...(others > 0 && {foreign: {number: others, rows: []}}),
	};
}
