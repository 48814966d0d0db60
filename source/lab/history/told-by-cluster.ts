import {type RunState} from './state.js';

/** What a cluster did to the run, according to its statements' errors, in their order. A node that loses its majority fails COMMIT and then ROLLBACK, each for its own reason. */
export function toldByCluster(run: RunState): readonly string[] {
	const outcomes = run.statements.flatMap(({ended}) => ended?.outcome ?? []);
	return [
		...new Set(
			outcomes.flatMap(outcome =>
				outcome.type === 'error' ? (outcome.meaning ?? []) : [],
			),
		),
	];
}
