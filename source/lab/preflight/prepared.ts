import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {numericVariable, type Readings} from './readings.js';

/** Whether the server can prepare another statement, if the run prepares any. */
export function checkPrepared(
	readings: Readings,
	{statement: {prepared}}: Demands,
): readonly Finding[] {
	const what = 'max_prepared_stmt_count';
	const most = numericVariable(readings, what);
	// In everybody's sessions.
	const used = Number(readings.status.get('prepared_stmt_count') ?? 0);
	if (!prepared || most === undefined) {
		return [];
	}

	const left = Math.max(0, most - used);
	const value = `${most}, ${left} left`;
	return left > 0
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'stop',
					what,
					value,
					needed: '1 left',
					why: `${prepared.why}, which the server would refuse with error 1461`,
					mend: {
						type: 'statement',
						sql: `SET GLOBAL ${what} = ${most + 16}`,
						instead: prepared.instead,
					},
				},
			];
}
