import test from 'ava';
import {aimOf} from '../helpers/blobs.js';
import {plan} from '../helpers/story.js';
import {describePlan} from '../../source/wording/plan-words.js';

const cases: ReadonlyArray<readonly [word: string, words: string]> = [
	['query@upload:50%', 'KILL QUERY at 50 % of the upload of the next file'],
	['query@2:upload:5%', 'KILL QUERY at 5 % of the upload of file 2'],
	['query@execute', 'KILL QUERY when the next INSERT executes'],
	['connection@3:execute', 'KILL CONNECTION when INSERT 3 executes'],
	['query@2:generate', 'KILL QUERY while file 2 is generated'],
	['query@verify', 'KILL QUERY when the hash of the next file is compared'],
	['connection@commit', 'KILL CONNECTION when COMMIT is sent'],
	['query@rollback', 'KILL QUERY when ROLLBACK is sent'],
	['query@1.5s', 'KILL QUERY 1.5 s after the start'],
	['query@target+35ms', 'KILL QUERY 35 ms after the start of the INSERT'],
	[
		'query@2:target+35ms',
		'KILL QUERY 35 ms after the start of the INSERT of file 2',
	],
	['query@commit+2ms', 'KILL QUERY 2.0 ms after COMMIT is sent'],
];

for (const [word, words] of cases) {
	test(`${word} in words`, t => {
		const aim = aimOf(word);
		t.is(aim && describePlan(aim, plan), words);
	});
}
