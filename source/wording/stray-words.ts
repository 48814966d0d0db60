import {type RunState} from '../lab/history/state.js';
import {strayErrors, type StrayError} from '../lab/history/stray-errors.js';
import {toldByCluster} from '../lab/history/told-by-cluster.js';
import {statementName} from './statement-name.js';
import {describeErrorFirst} from './words.js';

/** More of them add nothing: a statement that is retried fails again. */
const mostTold = 3;

/** What went wrong in a run without the lab's kills, most serious first: what a cluster did, and the newest errors. What broke the run off is also why its statements failed. Pure. */
export function describeStrayErrors(run: RunState): readonly string[] {
	// A kill may still turn out to have caused them.
	const isOpen = !run.verdict && run.kills.some(({effect}) => !effect);
	const errors = isOpen ? [] : strayErrors(run);
	const broken = errors.filter(({type}) => type === 'broken');
	const lines = new Set(
		(broken.length > 0 ? broken : errors).map(error =>
			describeError(run, error),
		),
	);
	return [...toldByCluster(run), ...[...lines].slice(-mostTold)];
}

function describeError(run: RunState, error: StrayError): string {
	switch (error.type) {
		case 'statement': {
			return `${statementName(run, error)}: ${describeErrorFirst(error.failure)}`;
		}

		case 'connection': {
			return `connection lost: ${error.failure.message}`;
		}

		case 'broken': {
			return `run aborted: ${error.message}`;
		}
	}
}
