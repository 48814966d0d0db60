import {type RunState} from '../lab/history/state.js';
import {type Verdict} from '../lab/events/events.js';
import {describeVerdict} from './words.js';

/** How a run ended: its verdict as a sentence without the time, or that it has none. Pure. */
export function describeEnd({verdict, plan}: RunState): string {
	return verdict
		? describeVerdict(verdict.verdict, plan)
		: 'no verdict: the run had not ended';
}

/** The same in a word or two. Pure. */
export function outcomeOf({verdict}: RunState): string {
	return outcomeWords(verdict?.verdict.outcome);
}

/** An outcome in a word or two; absent: there is none. Pure. */
export function outcomeWords(outcome: Verdict['outcome'] | undefined): string {
	return outcome ?? 'no verdict';
}
