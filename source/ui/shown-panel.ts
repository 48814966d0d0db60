import {type LabState} from '../lab/history/state.js';
import {type Chosen} from './chosen.js';

/** What is shown: while the client asks what to do, the question is in the place of no panel. Pure. */
export function withQuestion(chosen: Chosen, {run}: LabState): Chosen {
	return run?.question && chosen.panel.type === 'none'
		? {...chosen, panel: {type: 'question'}}
		: chosen;
}
