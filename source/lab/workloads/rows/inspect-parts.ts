import {type Connection} from 'mysql2';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type DataInspection, type FoundStep} from '../../verdict/inspection.js';
import {type Scene} from '../contract.js';
import {factsOf} from '../facts/registry.js';
import {rowsOf} from './options.js';
import {isOwn, isWritten} from './table.js';

/**
Counts the rows that each INSERT of a run of several has left.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectParts(
	connection: Connection,
	{table, run: {plan}, awaitsLocks}: Scene,
): Promise<DataInspection> {
	const rows = await queryPromptly(
		connection,
		`SELECT step, COUNT(*) AS number, SUM(version = 1 AND isWritten) AS intact
		FROM (
			SELECT CASE WHEN ${isOwn} THEN (id - 1) DIV ${rowsOf(plan)} END AS step, version, ${isWritten} AS isWritten
			FROM ${table} ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}
		) AS rowsOfTheTable
		GROUP BY step ORDER BY step`,
	);
	const foreign = rows.find(({step}) => step === null);
	const found = rows
		.filter(({step}) => step !== null)
		.map(({step, number, intact}) => ({
			step: Number(step),
			rows: Number(number),
			intact: Number(intact),
		}));
	return partsFound(found, Number(foreign?.['number'] ?? 0), plan);
}

/** What such a run has left, by the rows of each INSERT. Pure. @param others - How many rows no lab wrote. */
export function partsFound(
	found: readonly FoundStep[],
	others: number,
	plan: RunPlan,
): DataInspection {
	const {columns, stepName} = factsOf(plan);
	return {
		rowsPerStep: rowsOf(plan),
		found,
		contents: {
			columns: columns.map(({name}) => name),
			rows: Array.from({length: plan.steps}, (_, step) => {
				const {rows = 0, intact = 0} =
					found.find(one => one.step === step) ?? {};
				return {
					cells: [stepName(step), rows],
					isIntact: rows === intact,
				};
			}),
		},
		...(others > 0 && {foreign: {number: others, rows: []}}),
	};
}
