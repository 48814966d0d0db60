import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {createSelectFacts} from '../../../../source/lab/workloads/create-select/facts.js';

for (const [command, state, expected] of [
	['Sleep', '', 'send'],
	['Query', 'Opening tables', 'prepare'],
	['Query', 'creating table', 'prepare'],
	['Query', 'System lock', 'execute'],
	['Killed', 'Sending data', 'execute'],
	['Query', 'waiting for handler commit', 'end'],
	['Query', 'Rollback', 'end'],
] as const) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(createSelectFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase', t => {
	for (const {name} of createSelectFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(createSelectFacts, kind, {
					phase: name,
					autocommit: true,
					flavour: 'mysql',
				}),
			);
		}
	}
});
