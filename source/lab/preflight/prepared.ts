import {type RunPlan} from '../history/run-plan.js';
import {type Finding} from '../history/finding.js';
import {numericVariable, type Readings} from './readings.js';

/** Whether the server can prepare another statement: the text protocol needs none. */
export function checkPrepared(
	readings: Readings,
	{protocol}: RunPlan,
): readonly Finding[] {
	const what = 'max_prepared_stmt_count';
	const most = numericVariable(readings, what);
	// In everybody's sessions.
	const prepared = Number(readings.status.get('prepared_stmt_count') ?? 0);
	if (protocol === 'text' || most === undefined) {
		return [];
	}

	const left = Math.max(0, most - prepared);
	const value = `${most}, ${left} left`;
	return left > 0
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'stop',
					what,
					value,
					needed: '1 left',
					why: `the ${protocol} protocol prepares each INSERT, which the server would refuse with error 1461`,
					mend: {
						type: 'statement',
						sql: `SET GLOBAL ${what} = ${most + 16}`,
						instead: 'use --protocol text',
					},
				},
			];
}
