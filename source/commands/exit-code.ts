import {type ExpectedOutcome} from '../option-values.js';
import {type KillState, type RunState} from '../lab/state.js';

/** The program's exit codes, as `--help` and the readme list them. */
export const exitCodes = {
	atomic: 0,
	error: 1,
	usage: 2,
	violated: 3,
	unverified: 4,
	interrupted: 130,
} as const;

const expectedOutcomes = {
	committed: 'committed whole',
	'rolled-back': 'rolled back whole',
} as const;

/**
What a run means to the caller of the program. An atomic outcome counts as an error when it was not a kill that ended the run.

@param expect - The outcome that the caller insists on.
*/
export function exitCodeOf(run: RunState, expect?: ExpectedOutcome): number {
	const outcome = run.verdict?.verdict.outcome;
	if (expect !== undefined && outcome !== 'PARTIAL') {
		return outcome === expectedOutcomes[expect]
			? exitCodes.atomic
			: exitCodes.unverified;
	}

	switch (outcome) {
		case 'committed whole': {
			return exitCodes.atomic;
		}

		case 'rolled back whole': {
			return run.kills.some(kill => endedIt(kill)) &&
				run.transaction !== 'committed'
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

function endedIt({effect}: KillState): boolean {
	return effect?.effect === 'interrupted' || effect?.effect === 'disconnected';
}
