import test from 'ava';
import {replayCode} from '../../../source/commands/replay/replay-code.js';
import {partial, rolledBack} from '../../helpers/stories.js';
import {story} from '../../helpers/story.js';

test("a recording's exit code is that of its last run", t => {
	t.is(replayCode(rolledBack().state), 0);
	t.is(replayCode(partial().state), 3);
	t.is(replayCode(partial().starts().state), 4);
});

test('a recording that is cut short, or has no run, is an error', t => {
	t.is(replayCode(rolledBack().state, 'line 7'), 1);
	t.is(replayCode(story().state), 1);
});
