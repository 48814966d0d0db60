import {type RunPlan} from '../../events/run-plan.js';
import {type Demands} from '../../preflight/demands.js';
import {statementOf} from './options.js';
import {statesTable} from './states-table.js';

/** What a run needs of the throwaway server. What the statement itself needs, nobody knows before. */
export function sqlDemands(plan: RunPlan): Demands {
	const packet = 1024 + 4 * statementOf(plan).length;
	return {
		place: {schema: plan.schema, design: statesTable},
		privileges: ['CREATE', 'DROP', 'INSERT', 'SELECT'],
		privilegesWhy:
			'the lab creates a table there for its control run, fills it, reads it and drops it',
		// Control, observer and work connection, and two for the control run.
		connections: 5,
		hourly: {queries: 300, updates: 40, connections: 6},
		statements: plan.steps,
		statement: {
			packet,
			packetWhy: 'the statement is this long',
			fitting: 'use a shorter statement',
			smaller: 'use a shorter statement',
			memory: 2 * 1024 ** 2 + 2 * packet,
			value: packet,
			logged: {mysql: packet, mariadb: packet, row: packet},
		},
		transaction: {
			statements: plan.steps,
			bytes: packet,
			row: 'statement',
			smaller: 'use --times 1',
			fewer: () => 'use --times 1',
		},
		data: 0,
	};
}
