import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {isStored} from '../../../../source/lab/history/state.js';
import {optimizeFacts} from '../../../../source/lab/workloads/optimize/facts.js';
import {waiting} from '../../../helpers/waiting-story.js';

for (const [command, state, expected] of [
	['Sleep', '', 'send'],
	['Query', 'Opening tables', 'prepare'],
	['Query', 'setup', 'prepare'],
	['Query', 'altering table', 'build'],
	['Killed', 'altering table', 'build'],
	['Query', 'alter table (log apply table)', 'build'],
	['Query', 'Committing alter table to storage engine', 'replace'],
	['Query', 'waiting for handler commit', 'replace'],
	['Query', 'System lock', 'replace'],
	['Query', 'End of update loop', 'end'],
	['Query', 'query end', 'end'],
] as const) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(optimizeFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase', t => {
	for (const {name} of optimizeFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(optimizeFacts, kind, {
					phase: name,
					autocommit: true,
					flavour: 'mysql',
				}),
			);
		}
	}
});

test('its OK says in its last row whether a kill ended it', t => {
	const says = (value: string) =>
		optimizeFacts.wasStruck?.({type: 'rows', rows: 2, value});
	t.true(says('Operation failed'));
	t.false(says('OK'));
});

test('nothing is stored by one whose OK says that a kill ended it', t => {
	const stores = (value: string) => {
		const {plan, statements} = waiting(optimizeFacts, {
			state: 'altering table',
		}).returns({type: 'rows', rows: 2, value}).run;
		return isStored(plan, statements.at(-1));
	};

	t.true(stores('OK'));
	t.false(stores('Operation failed'));
});
