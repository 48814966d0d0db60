import {type InterruptAnswer} from '../lab/events/run-plan.js';
import {type LabState} from '../lab/history/state.js';
import {keyOfAnswer} from '../lab/history/question.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** Why the key for an answer answers nothing right now, in a line of 60 cells; absent: it does. Pure. */
export function whyNoAnswer(
	answer: InterruptAnswer,
	{run}: LabState,
): string | undefined {
	const key = keyOfAnswer(answer);
	if (!run?.question) {
		return `${key} does nothing now: it answers after error 1317`;
	}

	return run.question.answers.includes(answer)
		? undefined
		: `${key} does nothing here: ${answer} would change nothing`;
}

/** Why a key must wait until the question is answered, in a line of 60 cells; absent: nothing is asked. Pure. */
export function whyNotYet(key: string, {run}: LabState): string | undefined {
	const keys = run?.question?.answers.map(answer => keyOfAnswer(answer));
	return keys && `${key} does nothing yet: ${keys.join(' ')} answer`;
}

/** Why what follows error 1317 can't be changed right now, in a line of 60 cells; absent: it can. Pure. */
export function whyNoChange(state: LabState): string | undefined {
	const {plan} = state;
	return plan && factsOf(plan).savepoint !== undefined
		? 'i does nothing here: the client goes back to its savepoint'
		: whyNotYet('i', state);
}
