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

/** What a run means to the caller of the program. An atomic outcome counts as an error when it was not a kill that ended the run. */
export function exitCodeOf(run: RunState): number {
	switch (run.verdict?.verdict.outcome) {
		case 'committed whole': {
			return exitCodes.atomic;
		}

		case 'rolled back whole': {
			return run.kills.some(kill => endedIt(kill))
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
