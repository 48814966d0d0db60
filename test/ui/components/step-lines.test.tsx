import test from 'ava';
import {toAscii} from '../../../source/output/ascii.js';
import {StepLines} from '../../../source/ui/components/step-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {committed, disconnected, partial} from '../../helpers/stories.js';
import {story, type Story} from '../../helpers/story.js';

function draw({run, now}: Story, width: number, height: number): string {
	return componentFrame(
		<StepLines run={run} width={width} height={height} now={now + 400} />,
		width,
	);
}

const third = () =>
	story().starts().stores(2).inserts().after(900).uploads(0.5);

test('the steps, and how many are still to come', t => {
	t.snapshot(draw(third(), 76, 5));
	t.snapshot(draw(third(), 56, 5));
});

test('of too many, the newest', t => {
	t.snapshot(draw(third(), 76, 3));
	t.snapshot(draw(third(), 76, 1));
	t.snapshot(draw(committed(), 60, 3));
});

test('a step that was lost, and one with other bytes', t => {
	t.snapshot(draw(disconnected(), 76, 4));
	t.snapshot(draw(partial(), 56, 6));
});

test('before the first step', t => {
	t.snapshot(draw(story().starts({files: 2}), 60, 2));
});

test('in ASCII', t => {
	t.snapshot(toAscii(draw(third(), 60, 4)));
});
