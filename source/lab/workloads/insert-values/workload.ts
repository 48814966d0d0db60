import {quotedTable} from '../../own-table/table-design.js';
import {streamQuery} from '../../upload/stream-query.js';
import {type Stage, type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {runStreamed} from '../rows/streamed-target.js';
import {numberedRows} from '../rows/table.js';
import {insertValuesFacts} from './facts.js';
import {valuesPieces, valuesSize} from './statement.js';

/** One INSERT with a VALUES list of many rows. */
export const insertValues: Workload = {
	facts: insertValuesFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'fills it',
		logged: 1,
		disk: 0,
		packet: {
			bytes: plan =>
				valuesSize(
					quotedTable({schema: plan.schema, design: numberedRows}),
					rowsOf(plan),
				) + header,
			why: 'the statement has all rows in it',
		},
	}),
	act: insertAll,
	glance: sampledRows,
	inspect: inspectInserted,
};

/** Bytes of a packet before its statement, at most. */
const header = 3;

async function insertAll(stage: Stage): Promise<void> {
	const {connection, table, plan, pacer, log} = stage;
	const rows = rowsOf(plan);
	const size = valuesSize(table.sql, rows);
	await runStreamed(stage, {
		size,
		reportsSent: true,
		send: async ({statement, onProgress}) =>
			streamQuery(connection, {
				size,
				pieces: valuesPieces(table.sql, rows),
				pacer,
				onProgress,
				onSent() {
					log.emit({type: 'statement-sent', statement});
				},
			}),
	});
}
