import {type RunState, type StepState} from '../lab/history/state.js';

/** The steps that fit into this many lines, always including the newest. */
export type VisibleSteps = {
	readonly steps: readonly StepState[];
	/** How many begun steps are hidden above. */
	readonly before: number;
	/** How many steps have not begun. */
	readonly waiting: number;
};

/** Chooses the steps to show, and reserves a line for the number of those that have not begun. Pure. */
export function visibleSteps(
	{steps, plan}: RunState,
	lines: number,
): VisibleSteps {
	const waiting = plan.steps - steps.length;
	const room = waiting > 0 ? lines - 1 : lines;
	const shown = steps.slice(-Math.max(1, room));
	return {steps: shown, before: steps.length - shown.length, waiting};
}
