import {type LabState} from '../lab/history/state.js';
import {type LabActivity} from './activity.js';

/** Why no workload can be chosen right now, in a line of 60 cells; absent: one can. A person has agreed to what one workload writes to their own server. Pure. */
export function whyNoChoice(
	activity: LabActivity,
	{server}: LabState,
): string | undefined {
	switch (activity) {
		case 'starting':
		case 'running': {
			return 'w does nothing during a run: it chooses the next one';
		}

		case 'changing':
		case 'leaving': {
			return 'w does nothing now';
		}

		case 'waiting':
		case 'over': {
			return server?.own
				? 'you agreed to one workload: start again with --workload NAME'
				: undefined;
		}
	}
}
