import {type Workload} from '../contract.js';
import {openLockHolder} from '../lock-holder.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {numberedRows} from '../rows/table.js';
import {update} from '../update/workload.js';
import {twiceFacts} from './facts.js';
import {killedHalfway} from './first-kill.js';

/** A second KILL, while what the first one has ended is undone. */
export const twice: Workload = {
	...update,
	facts: twiceFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: ['UPDATE'],
		does: 'changes its rows',
		logged: 2,
		disk: 1,
		furtherConnections: 1,
	}),
	async prepare(stage) {
		const killer = await openLockHolder(stage);
		await fillRows(stage, `all rows, KILL CONNECTION by ${killer} halfway`);
	},
	async act(stage) {
		await killedHalfway(stage, async () => update.act(stage));
	},
};
