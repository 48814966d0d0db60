import test from 'ava';
import {expectation} from '../../../source/lab/verdict/expectation.js';
import {story} from '../../helpers/story.js';

test('before COMMIT was sent, all files or none can be there', t => {
	t.deepEqual(expectation(story().starts({files: 3}).stores(2).run), {
		type: 'transaction',
		steps: [0, 1, 2],
		isAnswered: false,
	});
});

test('after COMMIT was sent, all stored files are there or none', t => {
	const told = story()
		.starts({files: 3, onInterrupt: 'skip'})
		.stores()
		.inserts()
		.uploads(1)
		.sent()
		.fails()
		.stores()
		.statement('commit');
	t.deepEqual(expectation(told.run), {
		type: 'transaction',
		steps: [0, 2],
		isAnswered: false,
	});
	t.deepEqual(expectation(told.ok().run), {
		type: 'transaction',
		steps: [0, 2],
		isAnswered: true,
	});
});

test('a failed COMMIT counts as not answered', t => {
	const told = story().starts({files: 1}).stores().statement('commit').fails();
	t.deepEqual(expectation(told.run), {
		type: 'transaction',
		steps: [0],
		isAnswered: false,
	});
});

test('under autocommit a file may be there if its INSERT was lost or not answered yet, but not if it failed or never began', t => {
	const plan = {files: 3, autocommit: true} as const;
	const sent = story().starts(plan).stores().inserts().uploads(1).sent();
	t.deepEqual(expectation(sent.run), {
		type: 'autocommit',
		steps: [0],
		unanswered: [1],
	});
	t.deepEqual(expectation(sent.drops().run), {
		type: 'autocommit',
		steps: [0],
		unanswered: [1],
	});
	t.deepEqual(
		expectation(story().starts(plan).stores().inserts().sent().fails().run),
		{type: 'autocommit', steps: [0], unanswered: []},
	);
});
