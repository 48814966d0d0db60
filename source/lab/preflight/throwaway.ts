import {folderPrefix} from '../../leftovers/folder-prefix.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {variable, type Readings} from './readings.js';

/** Where the lab puts the data of a server that it starts and throws away. */
const ownFolder = new RegExp(`/${folderPrefix}[A-Za-z0-9]{6}/data/?$`);

/** Whether a server's data are in such a folder. Pure. */
export function isThrowaway(folder: string): boolean {
	return ownFolder.test(folder);
}

/** Whether the server is one that the lab has started, if the run is for no other one. */
export function checkThrowaway(
	readings: Pick<Readings, 'variables'>,
	{throwawayOnly}: Pick<Demands, 'throwawayOnly'>,
): readonly Finding[] {
	const what = 'datadir';
	const value = variable(readings, what) ?? 'not shown';
	return throwawayOnly === undefined || isThrowaway(value)
		? []
		: [
				{
					type: 'stop',
					what,
					value,
					needed: 'that of a server that kill-lab has started',
					why: `on another server ${throwawayOnly}`,
					mend: {
						type: 'advice',
						instead: 'name no server, or choose another workload',
					},
				},
			];
}
