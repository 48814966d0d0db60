import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {truncateFacts} from '../../../../source/lab/workloads/truncate/facts.js';

for (const [command, state, expected] of [
	['Sleep', '', 'send'],
	['Query', 'starting', 'open'],
	['Query', 'Waiting for table metadata lock', 'wait'],
	['Killed', 'Waiting for table metadata lock', 'wait'],
	['Query', 'checking permissions', 'execute'],
	['Query', '', 'execute'],
	['Query', 'waiting for handler commit', 'end'],
] as const) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(truncateFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase', t => {
	for (const {name} of truncateFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(truncateFacts, kind, {
					phase: name,
					autocommit: true,
					flavour: 'mysql',
				}),
			);
		}
	}
});
