import test from 'ava';
import {describeEnd} from '../../source/wording/run-end.js';
import {skippedWords} from '../../source/wording/skipped-words.js';
import {answers, asked} from '../helpers/asked.js';
import {interrupted, story, storedRows} from '../helpers/story.js';

test('a file that a person skips is named with the verdict', t => {
	const told = asked();
	t.is(skippedWords(told.run), undefined);
	answers(told, 'skip');
	t.is(skippedWords(told.run), 'skipped: random_file-3.bin');
	told.stores(6).statement('commit').ok().looks().seesNothing();
	t.is(
		describeEnd(told.run),
		'no verdict: the run had not ended; skipped: random_file-3.bin',
	);
	told.finds('committed whole', storedRows(9));
	t.regex(
		describeEnd(told.run),
		/, seen by connection 44; skipped: random_file-3\.bin$/,
	);
});

test('a file that is tried again is skipped only if the client skips it then', t => {
	const told = answers(asked(), 'retry').statement('target').sent().ok();
	t.is(skippedWords(told.run), undefined);
});

test('files that are skipped without a question, and more than can be named', t => {
	const told = story().starts({onInterrupt: 'skip', autocommit: true});
	told.stores(1).inserts().fails();
	t.is(skippedWords(told.run), 'skipped: random_file-1.bin');
	for (let file = 0; file < 4; file++) {
		told.inserts().fails();
	}

	t.is(
		skippedWords(told.run),
		'skipped: random_file-1.bin, random_file-2.bin, random_file-3.bin, 2 more',
	);
});

test('what is skipped of a file that is there is its comparison', t => {
	const told = story().starts({onInterrupt: 'skip'}).inserts().sent().ok();
	told.statement('check').fails(interrupted);
	t.is(skippedWords(told.run), 'skipped: hash comparison of random_file-0.bin');
});
