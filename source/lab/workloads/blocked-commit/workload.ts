import {pause} from '../../connections/pause.js';
import {type LabState} from '../../history/state.js';
import {untilEvent} from '../../history/until-event.js';
import {type Demands} from '../../preflight/demands.js';
import {type Stage, type Workload} from '../contract.js';
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
Waits until the thread is gone that a client was cut off from; not at all while the client is there.

A KILL CONNECTION cuts the client off before the thread sees the flag: a lock that is released in between still gets to COMMIT, and the data are committed [measured: 6 of 26 on MySQL 9.7 and MariaDB 10.11 together].

@param limit - The longest time, in ms: by then the lock is released anyway.
*/
async function untilThreadGone(
	{log, signal}: Pick<Stage, 'log' | 'signal'>,
	limit: number,
): Promise<void> {
	const isGone = ({run}: LabState) =>
		run?.lost === undefined || run.view?.view.thread.type !== 'alive';
	if (isGone(log.state())) {
		return;
	}

	const over = new AbortController();
	const ending = AbortSignal.any([signal, over.signal]);
	await Promise.race([
		untilEvent(log, (_, state) => isGone(state), ending),
		pause(limit, ending),
	]);
	over.abort();
}

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
			await whileHeld(stage, {...lock, time}, async () => {
				try {
					await commit();
				} finally {
					await untilThreadGone(stage, time);
				}
			});
		},
		glance: sampledRows,
		inspect: inspectInserted,
	};
}
