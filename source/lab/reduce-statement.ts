import {type RunState, type StatementState} from './state.js';

/** The picture with one statement of it changed. */
export function changeStatement(
	run: RunState,
	statement: number,
	change: Partial<StatementState>,
): RunState {
	return {
		...run,
		statements: run.statements.map(known =>
			known.statement === statement ? {...known, ...change} : known,
		),
	};
}
