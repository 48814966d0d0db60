import test from 'ava';
import {whyNoChange} from '../../source/keys/why-no-answer.js';
import {factsNamed} from '../../source/lab/workloads/facts/registry.js';
import {initialState} from '../../source/lab/history/state.js';
import {plan} from '../helpers/story.js';

const stateOf = (workload: string) => ({
	...initialState,
	plan: {...plan, ...factsNamed(workload)?.plan({})},
});

test('what follows an interruption can be changed where it follows', t => {
	t.is(whyNoChange(stateOf('blobs')), undefined);
	const why = whyNoChange(stateOf('savepoint')) ?? '';
	t.regex(why, /goes back to its savepoint/);
	t.true(why.length <= 60);
});
