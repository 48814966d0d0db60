import {type LabState} from '../lab/history/state.js';
import {killsBackFrom, type Chosen} from './chosen.js';

/** What is shown of what was chosen: while the client asks what to do, the question is in the place of no panel, and a newer kill is explained instead of the one chosen before it. Pure. */
export function shownOf(chosen: Chosen, {run}: LabState): Chosen {
	const killsBack = killsBackFrom(chosen, run?.kills.at(-1)?.kill);
	return run?.question && chosen.panel.type === 'none'
		? {...chosen, killsBack, panel: {type: 'question'}}
		: {...chosen, killsBack};
}
