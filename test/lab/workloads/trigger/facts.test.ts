import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {triggerFacts} from '../../../../source/lab/workloads/trigger/facts.js';

for (const [command, state, expected] of [
	['Sleep', '', 'send'],
	['Query', '', 'execute'],
	['Killed', '', 'execute'],
	['Query', 'Opening tables', 'execute'],
	['Query', 'query end', 'end'],
	['Query', 'Rollback', 'end'],
] as const) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(triggerFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase, and that the handler does not get it', t => {
	for (const {name} of triggerFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				const known = knownOf(triggerFacts, kind, {
					phase: name,
					autocommit: false,
					flavour,
				});
				const {interrupted = 'not at all'} = known?.why ?? {};
				t.truthy(known);
				t.regex(interrupted, /handler .* did not get|^not at all$/);
			}
		}
	}
});
