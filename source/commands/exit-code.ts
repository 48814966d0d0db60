import {type ExpectedOutcome} from '../options/flag-values.js';
import {type RunState} from '../lab/history/state.js';
import {strayErrors} from '../lab/history/stray-errors.js';

/** The program's exit codes, as `--help` and the readme list them. */
export const exitCodes = {
	atomic: 0,
	error: 1,
	usage: 2,
	violated: 3,
	unverified: 4,
	/** Attach: the connection is not the one that was meant. */
	somebodyElse: 5,
	interrupted: 130,
} as const;

const expectedOutcomes = {
	committed: 'committed whole',
	'rolled-back': 'rolled back whole',
} as const;

/**
What a run means to the caller of the program. Even with whole data it is an error if anything but one of the lab's kills went wrong.

@param expect - The outcome that the caller insists on.
*/
export function exitCodeOf(run: RunState, expect?: ExpectedOutcome): number {
	const verdict = run.verdict?.verdict;
	switch (verdict?.outcome) {
		case 'committed whole':
		case 'rolled back whole': {
			if (describeUnmet(run, expect) !== undefined) {
				return exitCodes.unverified;
			}

			return verdict.isForgotten === undefined && strayErrors(run).length === 0
				? exitCodes.atomic
				: exitCodes.error;
		}

		case 'PARTIAL': {
			return exitCodes.violated;
		}

		case 'unknown':
		case undefined: {
			return exitCodes.unverified;
		}
	}
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
