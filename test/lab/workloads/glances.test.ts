import test from 'ava';
import {workloadOf} from '../../../source/lab/workloads/acts.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';

for (const facts of allFacts) {
	test(`${facts.name}: there are words for what others see if somebody looks, and only then`, t => {
		const {glance} = workloadOf(facts.plan({}));
		t.is(facts.othersSee === undefined, glance === undefined);
	});
}
