import test from 'ava';
import {effectAsKnown} from '../../source/wording/known-words.js';
import {committed, disconnected, rolledBack} from '../helpers/stories.js';
import {story, type Story} from '../helpers/story.js';

function known({run}: Story): readonly string[] {
	return run.kills.map(kill => effectAsKnown(run, kill));
}

test('what is known of an effect, and how', t => {
	t.deepEqual(known(committed()), ['lost (concluded)']);
	t.deepEqual(known(rolledBack()), ['lost (concluded)', 'interrupted (read)']);
	t.deepEqual(known(disconnected()), ['disconnected (read)']);
});

test('a kill that may have missed its statement says what was read, and what is not known', t => {
	const told = story()
		.starts()
		.stores(1)
		.statement('commit')
		.kills('query')
		.ok()
		.after(4)
		.acknowledgedIn('Killed', '');
	t.deepEqual(known(told), [
		'too late? (read: the COMMIT returned OK; not known: before or after the KILL)',
	]);
});

test('nothing is said of an effect that nobody knows', t => {
	t.deepEqual(known(story().starts().inserts().kills('query')), ['unknown']);
});
