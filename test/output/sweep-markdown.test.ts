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
