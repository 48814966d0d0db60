import {type Answer} from '../../../server/statement.js';
import {type Returned} from '../../events/events.js';
import {inspectAltered} from '../alter/inspect.js';
import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {numberedRows} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {optimizeFacts} from './facts.js';
import {noteMadeAt, wasMadeAnew} from './made-at.js';

/** What the last row says of all, such as `OK`: a note or the error is in one before. Pure. */
function returnedStatus(answer: Answer): Returned {
	const rows = Array.isArray(answer) ? answer : [];
	const status: unknown = rows.at(-1)?.['Msg_text'];
	return {
		type: 'rows',
		rows: rows.length,
		...(typeof status === 'string' && {value: status}),
	};
}

/** One OPTIMIZE TABLE. */
export const optimize: Workload = {
	facts: optimizeFacts,
	demands: rowsDemands({
		table: numberedRows,
		privileges: [],
		does: 'makes it anew',
		// The text alone is logged.
		logged: 0,
		disk: 1,
	}),
	async prepare(stage) {
		await fillRows(stage);
		await noteMadeAt(stage, numberedRows);
	},
	act: async stage =>
		runTarget(stage, `OPTIMIZE TABLE ${stage.table.sql}`, returnedStatus),
	inspect: async (connection, scene) =>
		inspectAltered(connection, scene, {
			design: numberedRows,
			what: 'made anew',
			readIsAltered: async () =>
				wasMadeAnew(connection, scene.run, numberedRows),
		}),
};
