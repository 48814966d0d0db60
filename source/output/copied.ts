import {type LabState} from '../lab/history/state.js';
import {killStatement, routeOf} from '../lab/kills/route.js';
import {describeEnd} from '../wording/run-end.js';

/** What is to be copied, and what that is in a word or two. */
export type Copied = {readonly what: string; readonly text: string};

/** What the key for it copies in the lab and in a replay: the statement of `q`, or the verdict once there is one; absent: there has been no run. Pure. */
export function copiedOf(state: LabState): Copied | undefined {
	const {run, server} = state;
	if (!run) {
		return undefined;
	}

	if (run.verdict) {
		return {
			what: 'the verdict',
			text: [
				...(server ? [`${server.product} · ${server.address}`] : []),
				`run ${run.run}: ${describeEnd(run)}`,
			].join('\n'),
		};
	}

	const text = killStatement('query', run, routeOf(state));
	return {what: text, text};
}
