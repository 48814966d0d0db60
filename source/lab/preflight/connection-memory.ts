import {formatBytes} from '../../format.js';
import {type RunPlan} from '../history/run-plan.js';
import {type Protocol} from '../upload/upload.js';
import {type Finding} from '../history/finding.js';
import {allows} from '../account/grants.js';
import {exactBytes} from './bytes.js';
import {isOn, numericVariable, type Readings} from './readings.js';

const megabyte = 1024 ** 2;

/** The memory that the server counts for an INSERT, by each byte of its file, and what a connection has besides [measured: MySQL 9.7, files of 1 to 16 MB: 3.5, 2.5 and 7.1, and 1.1 MB]. */
const counted: Readonly<Record<Protocol, number>> = {
	binary: 3.6,
	'long-data': 2.6,
	text: 7.4,
};

const besides = 2 * megabyte;

/**
Whether MySQL's limits leave a connection enough memory for an INSERT. It closes a connection that takes more, in the middle of the statement [measured]; administrators are exempt [manual]. Changing the limit for a session needs a privilege [measured].
*/
export function checkConnectionMemory(
	readings: Readings,
	{protocol, size}: RunPlan,
): readonly Finding[] {
	const needed = Math.ceil(counted[protocol] * size + besides);
	const ofAll = Number(readings.status.get('global_connection_memory') ?? 0);
	return isSpared(readings)
		? []
		: [
				...checkLimit(readings, 'connection_memory_limit', needed),
				...(isOn(readings, 'global_connection_memory_tracking')
					? checkLimit(
							readings,
							'global_connection_memory_limit',
							needed + ofAll,
						)
					: []),
			];
}

function checkLimit(
	readings: Readings,
	what: 'connection_memory_limit' | 'global_connection_memory_limit',
	needed: number,
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
						instead: 'choose a smaller --size',
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
