import {allFacts} from '../workloads/facts/registry.js';
import {type SweepBegan} from './sweep-line.js';
import {type SweepState, type Tried} from './sweep-state.js';

/** What was tried of one workload, in one sweep or several. */
export type TriedTogether = Pick<Tried, 'workload' | 'trials' | 'refused'>;

/** What was tried on one server, in one sweep or several. */
export type ServerMaps = {
	readonly server: SweepBegan['server'];
	readonly sweeps: readonly SweepBegan[];
	/** In the order in which `kill-lab workloads` lists them. A workload is there once for each choice of its options. */
	readonly tried: readonly TriedTogether[];
};

/** Puts sweeps of one server together: what they tried alike is one map. Pure. */
export function serverMaps(
	sweeps: readonly SweepState[],
): readonly ServerMaps[] {
	const products = new Set(sweeps.map(({began}) => began.server.product));
	return [...products].flatMap(product => {
		const own = sweeps.filter(({began}) => began.server.product === product);
		const [first] = own;
		return first
			? [
					{
						server: first.began.server,
						sweeps: own.map(({began}) => began),
						tried: triedTogether(own),
					},
				]
			: [];
	});
}

function triedTogether(
	sweeps: readonly SweepState[],
): readonly TriedTogether[] {
	const found = new Map<string, TriedTogether>();
	for (const {began, tried} of sweeps) {
		for (const [index, {workload, trials, refused}] of tried.entries()) {
			const key = JSON.stringify(began.workloads[index]);
			const before = found.get(key);
			found.set(key, {
				...before,
				workload,
				trials: [...(before?.trials ?? []), ...trials],
				...(refused !== undefined && {refused}),
			});
		}
	}

	return [...found.values()].toSorted(
		(one, other) => placeOf(one) - placeOf(other),
	);
}

function placeOf({workload}: TriedTogether): number {
	return allFacts.findIndex(({name}) => name === workload);
}
