/*
How the state changes with the steps of a run and their progress.
*/
import {type RunState, type StepState} from './state.js';

/** The shortest time over which a rate is worth computing, in ms. */
const rateWindow = 250;

/** The state with one step of it changed. */
export function changeStep(
	run: RunState,
	step: number,
	change: Partial<StepState>,
): RunState {
	return {
		...run,
		steps: run.steps.map(known =>
			known.step === step ? {...known, ...change} : known,
		),
	};
}

/** The state when the target of a step begins, for the first time or again. */
export function startTarget(run: RunState, step: number, at: number): RunState {
	return changeStep(run, step, {
		done: 0,
		rate: 0,
		rateFrom: {at, done: 0},
	});
}

/** The state once this much of a step is done. */
export function advanceStep(
	run: RunState,
	step: number,
	done: number,
	at: number,
): RunState {
	const known = run.steps[step];
	if (!known) {
		return run;
	}

	const {rateFrom: from} = known;
	if (!from) {
		// The data are being made.
		return changeStep(run, step, {done});
	}

	const elapsed = at - from.at;
	return elapsed < rateWindow
		? changeStep(run, step, {done})
		: changeStep(run, step, {
				done,
				rate: ((done - from.done) / elapsed) * 1000,
				rateFrom: {at, done},
			});
}
