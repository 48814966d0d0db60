import {type Demands} from '../../preflight/demands.js';
import {type Workload} from '../contract.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {selectRows} from '../insert-select/select-rows.js';
import {whileHeld, type HeldLock} from '../lock-holder.js';
import {prepareWait} from '../locked/run-locked.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {waitOf} from '../waits/options.js';
import {startWait} from '../waits/start-wait.js';

/**
An INSERT whose COMMIT waits for a lock of the whole server. The lock is there from just before COMMIT until it has returned or its time is over: whatever else the lab writes, such as the table of the next run, comes before or after that, and the looks of the others only read.

@param lock - What another connection of the lab holds then.
@param further - What that asks of the server.
*/
export function blockedCommit(
	facts: WorkloadFacts,
	lock: Omit<HeldLock, 'time'>,
	further: Pick<Demands, 'backupStages'> = {},
): Workload {
	const demands = rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'keeps its COMMIT waiting',
		logged: 1,
		disk: 0,
		furtherConnections: 1,
	});
	const {throwawayOnly} = facts;
	return {
		facts,
		demands: plan => ({
			...demands(plan),
			...further,
			...(throwawayOnly !== undefined && {throwawayOnly}),
		}),
		async prepare(stage) {
			const holder = await prepareWait(stage);
			startWait(stage, `rows, COMMIT blocked by ${holder}`);
		},
		async act(stage) {
			const {table, plan} = stage;
			await runTarget(
				stage,
				`INSERT INTO ${table.sql} ${selectRows(rowsOf(plan))}`,
			);
		},
		async aroundCommit(stage, commit) {
			const time = waitOf(stage.plan);
			await whileHeld(stage, {...lock, time}, commit);
		},
		glance: sampledRows,
		inspect: inspectInserted,
	};
}
