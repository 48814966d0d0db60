import test from 'ava';
import {mapMarkdown} from '../../source/output/sweep-markdown.js';
import {swept, trial} from '../helpers/sweep-story.js';

test('the map as Markdown', t => {
	t.snapshot(
		mapMarkdown([
			swept([
				...Array.from({length: 7}, () => trial()),
				trial({landed: 'send', effect: 'lost', outcome: 'committed whole'}),
				{type: 'refused', workload: 'delete', why: 'The disk | is full.'},
			]),
		]),
	);
});

test('two sweeps of one server are under one heading, each with its origin', t => {
	const text = mapMarkdown([
		swept([trial()]),
		swept([trial({effect: 'lost'})]),
	]);
	t.is(text.match(/^## MySQL 9\.7\.4$/gm)?.length, 1);
	t.is(text.match(/^Sweep of MySQL 9\.7\.4: /gm)?.length, 2);
});
