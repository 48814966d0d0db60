import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {sampledRows} from '../rows/glance.js';
import {inspectInserted} from '../rows/inspect.js';
import {rowsOf} from '../rows/options.js';
import {startStep} from '../rows/step.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {insertSelectFacts} from './facts.js';
import {selectRows} from './select-rows.js';

/** One INSERT of rows that its own SELECT makes. */
export const insertSelect: Workload = {
	facts: insertSelectFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'fills it',
		logged: 1,
		disk: 0,
	}),
	async act(stage) {
		const {table, plan, log} = stage;
		startStep(stage);
		log.emit({type: 'step-made', step: 0});
		await runTarget(
			stage,
			`INSERT INTO ${table.sql} ${selectRows(rowsOf(plan))}`,
		);
	},
	glance: sampledRows,
	inspect: inspectInserted,
};
