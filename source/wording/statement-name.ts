import {type RunState, type StatementState} from '../lab/history/state.js';

/** A statement with the step that it is about, such as `INSERT random_file-0.bin`. Pure. */
export function statementName(
	run: RunState,
	{name, step}: Pick<StatementState, 'name' | 'step'>,
): string {
	const about = step === undefined ? undefined : run.steps[step]?.name;
	return about === undefined ? name : `${name} ${about}`;
}
