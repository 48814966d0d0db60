import {type Verdict} from '../lab/events/events.js';
import {exitCodes} from '../options/exit-codes.js';
import {type ExpectedOutcome} from '../options/flag-values.js';
import {type RunState} from '../lab/history/state.js';
import {strayErrors} from '../lab/history/stray-errors.js';

const expectedOutcomes = {
	committed: 'committed whole',
	'rolled-back': 'rolled back whole',
} as const;

/** The exit code of a verdict, where nothing else is wrong. */
export function verdictCode(outcome: Verdict['outcome']): number {
	switch (outcome) {
		case 'committed whole':
		case 'rolled back whole': {
			return exitCodes.atomic;
		}

		case 'PARTIAL': {
			return exitCodes.violated;
		}

		case 'unknown': {
			return exitCodes.unverified;
		}
	}
}

/**
What a run means to the caller of the program. Even with whole data it is an error if anything but one of the lab's kills went wrong.

@param expect - The outcome that the caller insists on.
*/
export function exitCodeOf(run: RunState, expect?: ExpectedOutcome): number {
	const verdict = run.verdict?.verdict ?? {outcome: 'unknown' as const};
	const code = verdictCode(verdict.outcome);
	if (code !== exitCodes.atomic) {
		return code;
	}

	if (describeUnmet(run, expect) !== undefined) {
		return exitCodes.unverified;
	}

	const isForgotten = 'isForgotten' in verdict && verdict.isForgotten === true;
	return isForgotten || strayErrors(run).length > 0 ? exitCodes.error : code;
}

/** That whole data are not as the caller insists; `undefined` if they are. Pure. */
export function describeUnmet(
	{verdict}: RunState,
	expect?: ExpectedOutcome,
): string | undefined {
	const outcome = verdict?.verdict.outcome;
	return expect !== undefined &&
		(outcome === 'committed whole' || outcome === 'rolled back whole') &&
		outcome !== expectedOutcomes[expect]
		? `--expect ${expect} was not met: ${outcome}`
		: undefined;
}
