import {formatBytes} from '../../format.js';
import {type Finding} from '../events/finding.js';
import {allows} from '../account/grants.js';
import {type Demands} from './demands.js';
import {exactBytes} from './bytes.js';
import {isOn, numericVariable, type Readings} from './readings.js';

/**
Whether MySQL's limits leave a connection enough memory for an INSERT. It closes a connection that takes more, in the middle of the statement [measured]; administrators are exempt [manual]. Changing the limit for a session needs a privilege [measured].
*/
export function checkConnectionMemory(
	readings: Readings,
	{statement: {memory: needed, smaller}}: Demands,
): readonly Finding[] {
	const ofAll = Number(readings.status.get('global_connection_memory') ?? 0);
	return isSpared(readings)
		? []
		: [
				...checkLimit(readings, 'connection_memory_limit', {needed, smaller}),
				...(isOn(readings, 'global_connection_memory_tracking')
					? checkLimit(readings, 'global_connection_memory_limit', {
							needed: needed + ofAll,
							smaller,
						})
					: []),
			];
}

function checkLimit(
	readings: Readings,
	what: 'connection_memory_limit' | 'global_connection_memory_limit',
	{needed, smaller}: {readonly needed: number; readonly smaller: string},
): readonly Finding[] {
	const limit = numericVariable(readings, what);
	if (limit === undefined) {
		return [];
	}

	return needed <= limit
		? []
		: [
				{
					type: 'stop',
					what,
					value: exactBytes(limit),
					needed: `about ${formatBytes(needed)}`,
					why: 'the server would close the connection in the middle of an INSERT',
					mend: {
						type: 'statement',
						sql: `SET GLOBAL ${what} = ${needed}`,
						instead: smaller,
					},
				},
			];
}

function isSpared({grants}: Readings): boolean {
	return (
		grants.type === 'seen' &&
		['SUPER', 'CONNECTION_ADMIN'].some(privilege =>
			allows(grants.value, privilege),
		)
	);
}
