import test from 'ava';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';
import {actsWith} from './victim-acts.js';

test("a victim runs every workload's statement", t => {
	const acts = actsWith('rows.txt');
	t.deepEqual(
		allFacts
			.map(({name}) => name)
			.filter(name => acts[name]?.runs === undefined),
		[],
	);
});
