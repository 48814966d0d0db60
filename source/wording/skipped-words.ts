import {targetOf, type RunState, type StepState} from '../lab/history/state.js';

/** More of them are counted, not named. */
const most = 3;

/** What the client left out after an interruption, by its name, as a clause; absent: nothing. Pure. */
export function skippedWords(run: RunState): string | undefined {
	const skipped = run.steps.filter(({isSkipped}) => isSkipped);
	const rest = skipped.length - most;
	return skipped.length === 0
		? undefined
		: `skipped: ${[
				...skipped.slice(0, most).map(step => nameOf(run, step)),
				...(rest > 0 ? [`${rest} more`] : []),
			].join(', ')}`;
}

/** A step by its name, or what of it was left out if its target had returned OK. */
function nameOf(run: RunState, {step, name}: StepState): string {
	const last = run.statements.findLast(statement => statement.step === step);
	return last && targetOf(run, step)?.ended?.outcome.type === 'ok'
		? `${last.name} of ${name}`
		: name;
}
