import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {myisamFacts} from '../../../../source/lab/workloads/myisam/facts.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {describeVerdict} from '../../../../source/wording/words.js';
import {plan as blobsRun} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...rowsPlan('myisam', 1000)};

const verdict = {
	about: 'data',
	expected: 1000,
	contents: {columns: [], rows: []},
	unanswered: 0,
	seenBy: '44',
} as const;

for (const [outcome, there, intact, words] of [
	[
		'PARTIAL',
		300,
		300,
		'PARTIAL: 300 of 1,000 rows changed, each once, and they stay: MyISAM has no transactions, seen by connection 44',
	],
	[
		'PARTIAL',
		1000,
		700,
		'PARTIAL: 1,000 of 1,000 rows changed, only 700 of these 1,000 once, and they stay: MyISAM has no transactions, seen by connection 44',
	],
	[
		'rolled back whole',
		0,
		0,
		'rolled back whole: 0 of 1,000 rows changed, seen by connection 44',
	],
] as const) {
	test(`the verdict says why: ${outcome}, ${there} rows, ${intact} changed once`, t => {
		t.is(describeVerdict({...verdict, outcome, there, intact}, plan), words);
	});
}

test('what a kill does is known in every phase', t => {
	for (const {name} of myisamFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			t.truthy(
				knownOf(myisamFacts, kind, {
					phase: name,
					autocommit: false,
					flavour: 'mysql',
				}),
			);
		}
	}
});
