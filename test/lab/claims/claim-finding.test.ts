import test from 'ava';
import {type Answer, type Seen} from '../../../source/lab/claims/contract.js';
import {findingOf} from '../../../source/lab/claims/claim-finding.js';

const right = {saw: 'error 1317', holds: true} as const;
const wrong = {saw: 'OK', holds: false} as const;

const cases: ReadonlyArray<
	readonly [
		title: string,
		seen: readonly Seen[],
		answer: Answer,
		measured: readonly string[],
	]
> = [
	['nothing', [], 'cannot be tested here', []],
	['what it says', [right, right], 'holds', ['error 1317 (2 of 2)']],
	['something else', [wrong], 'does not hold', ['OK (1 of 1)']],
	[
		'now this, now that',
		[right, wrong, right],
		'holds in part',
		['error 1317 (2 of 3), OK (1 of 3)'],
	],
	[
		'one part that is so, and one that is not',
		[
			{...right, part: 'an UPDATE'},
			{...wrong, part: 'an INSERT'},
			{...right, part: 'an UPDATE'},
		],
		'holds in part',
		['an UPDATE: error 1317 (2 of 2)', 'an INSERT: OK (1 of 1)'],
	],
	[
		'a time just before the OK',
		[{...right, took: -0.04}],
		'holds',
		['error 1317 (1 of 1, p50 0.0 ms, max 0.0 ms)'],
	],
	[
		'times',
		[
			{...right, took: 30},
			{...right, took: -0.5},
			{...right, took: 2},
		],
		'holds',
		['error 1317 (3 of 3, p50 2.0 ms, max 30 ms)'],
	],
];

for (const [title, seen, answer, measured] of cases) {
	test(`trials that see ${title}`, t => {
		t.deepEqual(findingOf(seen), {answer, measured});
	});
}
