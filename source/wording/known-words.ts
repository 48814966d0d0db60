import {hitStatement} from '../lab/history/effect.js';
import {howKnown} from '../lab/history/how-known.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {effectWord} from './words.js';

/** What a kill did, and in brackets how that is known: `lost (concluded)`. Nothing is said of what nobody knows. Pure. */
export function effectAsKnown(run: RunState, kill: KillState): string {
	const how = howKnown(kill) ?? doubtWords(run, kill);
	return `${effectWord(kill)}${how === undefined ? '' : ` (${how})`}`;
}

/** What is known of a kill that may have missed its statement, and what is not. */
function doubtWords(run: RunState, kill: KillState): string | undefined {
	const {name = 'statement'} = hitStatement(kill, run) ?? {};
	return kill.effect?.mayHaveMissed
		? `read: the ${name} returned OK; not known: before or after the KILL`
		: undefined;
}
