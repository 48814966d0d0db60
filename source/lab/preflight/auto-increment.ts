import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {variable, type Readings} from './readings.js';

/** With 0 and 1 an INSERT ... SELECT keeps the AUTO-INC lock of its table to its end, and another INSERT waits for it; with 2 nothing does [measured: MySQL 9.7, MariaDB 10.11]. */
const locking = ['0', '1'];

/** Whether an INSERT can wait for the AUTO-INC lock, if the run needs that. There is a global value only, set when the server starts. */
export function checkAutoIncrement(
	readings: Pick<Readings, 'variables'>,
	{autoIncrementLock}: Pick<Demands, 'autoIncrementLock'>,
): readonly Finding[] {
	const what = 'innodb_autoinc_lock_mode';
	const value = variable(readings, what);
	if (!autoIncrementLock) {
		return [];
	}

	if (value === undefined) {
		return [{type: 'hidden', what, why: 'the server does not show it'}];
	}

	return locking.includes(value)
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'stop',
					what,
					value,
					needed: locking.join(' or '),
					why: autoIncrementLock.why,
					mend: {type: 'advice', instead: autoIncrementLock.instead},
				},
			];
}
