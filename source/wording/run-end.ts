import {type RunState} from '../lab/history/state.js';
import {type Verdict} from '../lab/events/events.js';
import {endingOf} from '../lab/workloads/facts/endings.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {recoveredWords} from './recovered-words.js';
import {skippedWords} from './skipped-words.js';
import {describeVerdict} from './words.js';

/** How a run ended: its verdict as a sentence without the time, or that it has none, and what was left out. Pure. */
export function describeEnd(run: RunState): string {
	const {verdict, plan, recovered} = run;
	const end = verdict
		? describeVerdict(verdict.verdict, plan)
		: 'no verdict: the run had not ended';
	const skipped = skippedWords(run);
	return [
		end,
		rollbackWords(run),
		recovered && recoveredWords(recovered),
		skipped,
	]
		.filter(words => words !== undefined)
		.join('; ');
}

/** That the client ended its transaction with ROLLBACK by its own choice; absent: it did not. */
function rollbackWords({plan, statements}: RunState): string | undefined {
	return endingOf(factsOf(plan)) === 'rollback' &&
		statements.some(({role}) => role === 'rollback')
		? 'the lab sent ROLLBACK itself'
		: undefined;
}

/** The same in a word or two. Pure. */
export function outcomeOf({verdict}: RunState): string {
	return outcomeWords(verdict?.verdict.outcome);
}

/** An outcome in a word or two; absent: there is none. Pure. */
export function outcomeWords(outcome: Verdict['outcome'] | undefined): string {
	return outcome ?? 'no verdict';
}
