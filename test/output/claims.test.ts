import test from 'ava';
import {claimsMarkdown} from '../../source/output/claims-markdown.js';
import {claimText} from '../../source/output/claims-text.js';
import {tallyWords} from '../../source/wording/claims-words.js';
import {claimsBegan, claimTested} from '../helpers/claims-story.js';

const untested = claimTested({
	name: 'k5',
	answer: 'cannot be tested here',
	measured: ['MySQL has no KILL SOFT'],
});

test('claims as text, line by line', t => {
	t.snapshot(
		[
			claimsBegan('mysql'),
			claimTested(),
			untested,
			{...claimsBegan('mariadb'), trials: 1},
		]
			.map(line => claimText(line))
			.join('\n'),
	);
});

test('claims on a narrow terminal', t => {
	t.snapshot(
		[claimsBegan('mysql'), claimTested()]
			.map(line => claimText(line, 50))
			.join('\n'),
	);
});

test('claims of two servers as Markdown: claim by claim, with a row for each', t => {
	t.snapshot(
		claimsMarkdown([
			{began: claimsBegan('mysql'), tested: [claimTested(), untested]},
			{
				began: claimsBegan('mariadb'),
				tested: [claimTested({answer: 'holds', measured: ['a | b (1 of 1)']})],
			},
		]),
	);
});

test('how many hold', t => {
	t.is(
		tallyWords({
			began: claimsBegan('mysql'),
			tested: [claimTested(), claimTested(), untested],
		}),
		'MySQL 9.7.4: holds in part: 2, cannot be tested here: 1.',
	);
	t.is(
		tallyWords({began: claimsBegan('mysql'), tested: []}),
		'MySQL 9.7.4: nothing was tested.',
	);
});
