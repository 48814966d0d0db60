import {makeNonce} from '../../connections/rendezvous.js';
import {type Workload} from '../contract.js';
import {openLockHolder, whileHeld} from '../lock-holder.js';
import {rowsDemands} from '../rows/demands.js';
import {inspectRows} from '../rows/inspect.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {lookForMark, writeMark} from '../rows/write-mark.js';
import {waitOf} from '../waits/options.js';
import {startWait} from '../waits/start-wait.js';
import {getLockFacts} from './facts.js';

/** How much longer than the lock is held GET_LOCK() would wait, in s. */
const margin = 60;

/** A SELECT that waits for a named lock. */
export const getLock: Workload = {
	facts: getLockFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'waits for a named lock',
		logged: 1,
		disk: 0,
		furtherConnections: 1,
	}),
	async act(stage) {
		const {plan, fill} = stage;
		const time = waitOf(plan);
		const holder = await openLockHolder(stage);
		startWait(stage, `GET_LOCK(), held by ${holder}`);
		// Nobody else waits for a lock with this name.
		const lock = `'kill-lab ${await makeNonce(fill)}'`;
		await writeMark(stage);
		await whileHeld(
			stage,
			{
				take: [`DO GET_LOCK(${lock}, 0)`],
				release: `DO RELEASE_LOCK(${lock})`,
				time,
			},
			async () =>
				runTarget(
					stage,
					`SELECT GET_LOCK(${lock}, ${Math.ceil(time / 1000) + margin})`,
				),
		);
	},
	glance: lookForMark,
	inspect: inspectRows,
};
