import test from 'ava';
import {copiedOf} from '../../source/output/copied.js';
import {initialState} from '../../source/lab/history/state.js';
import {disconnected, stories} from '../helpers/stories.js';
import {story} from '../helpers/story.js';

test('before the first run there is nothing to copy', t => {
	t.is(copiedOf(initialState), undefined);
});

test('in a run, the statement that q sends is copied, by the route that it takes', t => {
	const told = story().starts({}, '4242').inserts().uploads(0.5);
	t.deepEqual(copiedOf(told.state), {
		what: 'KILL QUERY 4242',
		text: 'KILL QUERY 4242',
	});
	told.emit({
		type: 'kill-route',
		route: {
			query: 'CALL mysql.rds_kill_query(?)',
			connection: 'CALL mysql.rds_kill(?)',
		},
	});
	t.is(copiedOf(told.state)?.text, 'CALL mysql.rds_kill_query(4242)');
});

test('of a run that is over, the verdict is copied, with its server', t => {
	t.deepEqual(copiedOf(disconnected().state), {
		what: 'the verdict',
		text: 'MySQL 9.7.4 · sandbox\nrun 1: rolled back whole: 0 of 10 rows, seen by connection 44',
	});
});

for (const [name, tell] of stories) {
	test(`what is copied is text, without what a terminal would obey: ${name}`, t => {
		t.regex(
			copiedOf(tell().state)?.text ?? '',
			/^[^\p{Cc}]+(?:\n[^\p{Cc}]+)*$/u,
		);
	});
}
