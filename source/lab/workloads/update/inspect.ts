import {type Connection} from 'mysql2';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type Inspection} from '../../verdict/inspection.js';
import {type Scene} from '../contract.js';
import {after} from './act.js';
import {updateFacts} from './facts.js';
import {updateOptions} from './options.js';
import {proofOf} from './table.js';

/**
Counts the changed rows and the others, in one statement.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectRows(
	connection: Connection,
	{table, run, awaitsLocks}: Scene,
): Promise<Inspection> {
	const [row] = await queryPromptly(
		connection,
		`SELECT
			COALESCE(SUM(isOwn AND version = 0), 0) AS unchanged,
			COALESCE(SUM(isOwn AND version > 0), 0) AS changed,
			COALESCE(SUM(isOwn AND version = 1 AND isWritten), 0) AS intact,
			COALESCE(SUM(NOT isOwn), 0) AS others
		FROM (
			SELECT version, proof = ${proofOf('id')} AS isOwn, payload = REPEAT('${after}', LENGTH(payload)) AS isWritten
			FROM ${table} ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}
		) AS rowsOfTheTable`,
	);
	const number = (name: string) => Number(row?.[name]);
	const changed = number('changed');
	const others = number('others');
	return {
		rowsPerStep: updateOptions(run.plan).rows,
		found:
			changed === 0 ? [] : [{step: 0, rows: changed, intact: number('intact')}],
		contents: {
			columns: updateFacts.columns.map(({name}) => name),
			rows: [
				{cells: ['no', number('unchanged')], isIntact: true},
				{cells: ['yes', changed], isIntact: changed === number('intact')},
			],
		},
		...(others > 0 && {foreign: {number: others, rows: []}}),
	};
}
