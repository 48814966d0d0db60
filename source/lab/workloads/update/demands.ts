import {type RunPlan} from '../../events/run-plan.js';
import {type Demands} from '../../preflight/demands.js';
import {updateOptions} from './options.js';
import {updateTable} from './table.js';

/** Bytes of a row with all that belongs to it [measured: 300,000 rows are a table of 80 MB]. */
const rowSize = 280;

/** A statement is short. */
const packet = 1024;

/** What a run of this plan needs of a server. */
export function demandsOf(plan: RunPlan): Demands {
	const {rows} = updateOptions(plan);
	const bytes = rows * rowSize;
	// The binary log has each row as it was and as it is.
	const logged = 2 * bytes;
	const smaller = 'choose a smaller --scale';
	return {
		place: {schema: plan.schema, design: updateTable},
		privileges: ['CREATE', 'DROP', 'INSERT', 'SELECT', 'UPDATE'],
		privilegesWhy:
			'the lab creates a table there, fills it, changes its rows, reads it and drops it',
		connections: 3,
		hourly: {queries: 300, updates: 40, connections: 4},
		statements: 1,
		statement: {
			packet,
			packetWhy: 'the statements are short',
			fitting: smaller,
			smaller,
			memory: 2 * 1024 ** 2,
			value: packet,
			logged: {mysql: packet, mariadb: packet, row: logged},
		},
		transaction: {
			statements: 1,
			bytes: logged,
			row: 'row',
			smaller,
			fewer: () => smaller,
		},
		data: 2 * bytes,
	};
}
