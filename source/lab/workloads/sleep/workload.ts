import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {inspectRows} from '../rows/inspect.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {lookForMark, writeMark} from '../rows/write-mark.js';
import {waitOf} from '../waits/options.js';
import {startWait} from '../waits/start-wait.js';
import {sleepFacts} from './facts.js';

/** A SELECT that sleeps. */
export const sleep: Workload = {
	facts: sleepFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'sleeps',
		logged: 1,
		disk: 0,
	}),
	async act(stage) {
		const call = `SLEEP(${waitOf(stage.plan) / 1000})`;
		startWait(stage, call);
		await writeMark(stage);
		await runTarget(stage, `SELECT ${call}`);
	},
	glance: lookForMark,
	inspect: inspectRows,
};
