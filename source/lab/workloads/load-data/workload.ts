import {formatBytes} from '../../../format.js';
import {linesPacket, loadLines} from '../../upload/load-lines.js';
import {type Stage, type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {runStreamed} from '../rows/streamed-target.js';
import {numberedRows} from '../rows/table.js';
import {loadDataFacts} from './facts.js';
import {linesName, linesPieces, linesSize, loadStatement} from './lines.js';

const demands = rowsDemands({
	table: numberedRows,
	// LOCAL needs no FILE [manual, and measured].
	privileges: [],
	does: 'fills it',
	logged: 1,
	disk: 0,
	packet: {
		bytes: () => linesPacket + 1,
		why: `the lines go in packets of ${formatBytes(linesPacket)}`,
	},
	text: plan => linesSize(rowsOf(plan)),
});

/** One LOAD DATA LOCAL INFILE, whose lines the client makes as it sends them. */
export const loadData: Workload = {
	facts: loadDataFacts,
	demands: plan => ({
		...demands(plan),
		localInfile: {
			why: 'the workload is a LOAD DATA LOCAL INFILE',
			instead: 'choose another --workload',
		},
	}),
	act: loadAll,
	glance: sampledRows,
	inspect: inspectInserted,
};

async function loadAll(stage: Stage): Promise<void> {
	const {connection, table, plan, pacer} = stage;
	const rows = rowsOf(plan);
	await runStreamed(stage, {
		size: linesSize(rows),
		send: async ({onProgress}) =>
			loadLines(connection, {
				sql: loadStatement(table.sql),
				name: linesName,
				pieces: linesPieces(rows),
				pacer,
				onProgress,
			}),
	});
}
