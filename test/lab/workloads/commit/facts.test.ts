import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {commitFacts} from '../../../../source/lab/workloads/commit/facts.js';
import {insertSelectFacts} from '../../../../source/lab/workloads/insert-select/facts.js';

const place = {phase: 'commit', autocommit: false, flavour: 'mysql'} as const;

test('what a kill does at its COMMIT is known better than of others', t => {
	for (const kind of ['query', 'connection'] as const) {
		const known = knownOf(commitFacts, kind, place);
		t.truthy(known);
		t.not(known, knownOf(insertSelectFacts, kind, place));
	}
});

test('a cut-off COMMIT commits', t => {
	const {why} = knownOf(commitFacts, 'connection', place) ?? {};
	t.regex(why?.disconnected ?? '', /the data are committed/);
});
