import {formatBytes} from '../../../format.js';
import {linesPacket, loadLines} from '../../upload/load-lines.js';
import {type Stage, type Workload} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {progressEvents} from '../progress-events.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
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
	const {connection, run, table, plan, pacer, log} = stage;
	const {target, stepName} = loadDataFacts;
	const rows = rowsOf(plan);
	const size = linesSize(rows);
	log.emit({
		type: 'step-started',
		step: 0,
		name: stepName(0),
		unit: 'bytes',
		total: size,
	});
	log.emit({type: 'step-made', step: 0});
	await onInterrupt(log, async () => {
		await identify(stage, 0);
		await run(
			{role: 'target', name: target, step: 0},
			async () =>
				loadLines(connection, {
					sql: loadStatement(table.sql),
					name: linesName,
					pieces: linesPieces(rows),
					pacer,
					onProgress: progressEvents(log, 0, size),
				}),
			loaded => ({type: 'changes', rows: loaded}),
		);
	});
}
