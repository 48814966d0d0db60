import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {fulltextFacts} from '../../../../source/lab/workloads/fulltext/facts.js';
import {groupFacts} from '../../../../source/lab/workloads/group/facts.js';
import {joinFacts} from '../../../../source/lab/workloads/join/facts.js';
import {recursiveCteFacts} from '../../../../source/lab/workloads/recursive-cte/facts.js';
import {regexpFacts} from '../../../../source/lab/workloads/regexp/facts.js';
import {sortFacts} from '../../../../source/lab/workloads/sort/facts.js';

for (const [command, state, expected] of [
	['Sleep', '', 'send'],
	['Killed', '', 'send'],
	['Query', '', 'execute'],
	['Query', 'executing', 'execute'],
	['Query', 'Creating sort index', 'execute'],
	['Query', 'converting HEAP to ondisk', 'execute'],
	['Killed', 'Repair by sorting', 'execute'],
	['Query', 'Removing tmp table', 'execute'],
	['Query', 'query end', 'end'],
] as const) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(groupFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase', t => {
	for (const facts of [
		sortFacts,
		groupFacts,
		joinFacts,
		regexpFacts,
		fulltextFacts,
		recursiveCteFacts,
	]) {
		for (const {name} of facts.phases) {
			for (const kind of ['query', 'connection'] as const) {
				for (const autocommit of [false, true]) {
					t.truthy(
						knownOf(facts, kind, {
							phase: name,
							autocommit,
							flavour: 'mysql',
						}),
					);
				}
			}
		}
	}
});

test('only the row of the INSERT counts, however many rows are read', t => {
	const plan = {
		...sortFacts.plan({}),
		schema: 'lab',
		onInterrupt: 'rollback',
		autocommit: false,
		pauseCommit: false,
	} as const;
	t.is(sortFacts.rowsOf?.(plan, 1), 1);
	t.is(sortFacts.amount(plan, 1), '1 row');
	t.is(sortFacts.describe(plan), 'a sort of 1,000,000 rows');
});
