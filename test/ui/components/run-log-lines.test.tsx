import test from 'ava';
import {RunLogLines} from '../../../source/ui/components/run-log-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {rolledBack} from '../../helpers/stories.js';
import {story, type Story} from '../../helpers/story.js';

function draw({run}: Story, width: number, height: number): string {
	return componentFrame(<RunLogLines run={run} height={height} />, width);
}

test('a run that has just begun', t => {
	t.snapshot(draw(story().starts(), 60, 4));
});

test('the newest lines are last, and the oldest go first', t => {
	t.snapshot(draw(rolledBack(), 76, 19));
	t.snapshot(draw(rolledBack(), 76, 5));
	t.snapshot(draw(rolledBack(), 76, 3));
});

test('a line is cut, never wrapped', t => {
	t.snapshot(draw(rolledBack(), 40, 6));
});

test('with fewer than three lines there is no log, and its lines stay empty', t => {
	t.is(draw(rolledBack(), 76, 2), '\n');
	t.is(draw(rolledBack(), 76, 0), '');
});
