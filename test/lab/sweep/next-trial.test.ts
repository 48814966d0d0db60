import test from 'ava';
import {nextTrial} from '../../../source/lab/sweep/next-trial.js';
import {thirds} from '../../../source/lab/sweep/strata.js';
import {type Tried} from '../../../source/lab/sweep/sweep-state.js';
import {type TrialDone} from '../../../source/lab/sweep/sweep-line.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {plan as blobsRun} from '../../helpers/story.js';
import {began, course, swept, trial} from '../../helpers/sweep-story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...rowsPlan('update', 1000)};
const {seed, kinds} = began();

function first(lines: ReadonlyArray<TrialDone | typeof course>): Tried {
	const [tried] = swept(lines).tried;
	if (!tried) {
		throw new Error('The sweep has no workload');
	}

	return tried;
}

/** The next trials, each with the same result, as the lines that they make. */
function tries(count: number, wanted: {seed: string}): readonly TrialDone[] {
	const lines: TrialDone[] = [];
	for (let number = 1; number <= count; number++) {
		const next = nextTrial(first([course, ...lines]), plan, {kinds, ...wanted});
		if (next) {
			const {
				stratum: {kind, ...stratum},
			} = next;
			lines.push(trial({trial: number, kind, stratum}));
		}
	}

	return lines;
}

test('every part of every phase is tried three times before any is tried more often', t => {
	const strata = 3 * thirds.length * kinds.length;
	const counts = new Map<string, number>();
	for (const {kind, stratum} of tries(3 * strata, {seed})) {
		const key = JSON.stringify({kind, ...stratum});
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}

	t.is(counts.size, strata);
	t.deepEqual([...new Set(counts.values())], [3]);
});

test('a sweep that goes on asks for what it would have asked for', t => {
	const lines = tries(30, {seed});
	const again = nextTrial(first([course, ...lines.slice(0, 20)]), plan, {
		seed,
		kinds,
	});
	const {kind, stratum} = lines[20] ?? trial();
	t.deepEqual(again?.stratum, {kind, ...stratum});
});

test('another seed asks for something else', t => {
	t.deepEqual(tries(20, {seed}), tries(20, {seed}));
	t.notDeepEqual(tries(20, {seed}), tries(20, {seed: 'eight'}));
});

test('what shows no phase can not be tried', t => {
	t.is(nextTrial(first([]), plan, {seed, kinds}), undefined);
});
