import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {type Readings} from './readings.js';

/** Whether the server has BACKUP STAGE, if the run needs it: then it counts how often it was used. MySQL has no such counter [measured: MySQL 9.7, MariaDB 10.11]. */
export function checkBackupStages(
	{status}: Pick<Readings, 'status'>,
	{backupStages}: Pick<Demands, 'backupStages'>,
): readonly Finding[] {
	const what = 'BACKUP STAGE';
	if (!backupStages) {
		return [];
	}

	return status.has('com_backup')
		? [{type: 'ok', what, value: 'available'}]
		: [
				{
					type: 'stop',
					what,
					value: 'not available',
					needed: 'MariaDB 10.4 or newer',
					why: backupStages.why,
					mend: {type: 'advice', instead: backupStages.instead},
				},
			];
}
