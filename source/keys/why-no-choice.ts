import {type LabState} from '../lab/history/state.js';
import {type LabActivity} from './activity.js';

/** Why each of the keys that choose what the next run does can't do so on a person's own server: they have agreed to what one workload writes there. */
const notOnOwn = {
	workloads: {
		key: 'w',
		words: 'you agreed to one workload: start again with --workload NAME',
	},
	prompt: {
		key: ':',
		words: 'a statement of yours runs on the throwaway server only',
	},
} as const;

/** Why such a key chooses nothing right now, in a line of 60 cells; absent: it does. Pure. */
export function whyNoChoice(
	command: keyof typeof notOnOwn,
	activity: LabActivity,
	{server}: LabState,
): string | undefined {
	const {key, words} = notOnOwn[command];
	switch (activity) {
		case 'starting':
		case 'running': {
			return `${key} does nothing during a run: it chooses the next one`;
		}

		case 'changing':
		case 'leaving': {
			return `${key} does nothing now`;
		}

		case 'waiting':
		case 'over': {
			return server?.own ? words : undefined;
		}
	}
}
