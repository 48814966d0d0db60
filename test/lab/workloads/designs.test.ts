import test from 'ava';
import {workloadOf} from '../../../source/lab/workloads/acts.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {plan} from '../../helpers/story.js';

/** The table of each workload. */
const designs = allFacts.map(facts => {
	const its = {...plan, ...facts.plan({})};
	return {facts, design: workloadOf(its).demands(its).place.design};
});

test('workloads whose tables have one name have one table: it stays when one of them follows another', t => {
	const byName = new Map(designs.map(({design}) => [design.name, design]));
	for (const {facts, design} of designs) {
		t.is(byName.get(design.name), design, `design of ${facts.name}`);
		t.is(facts.tableName, design.name, `name of ${facts.name}`);
		t.is(facts.routineName, design.routine?.name, `procedure of ${facts.name}`);
	}
});
