import test from 'ava';
import {
	VerdictText,
	verdictHeights,
} from '../../../source/ui/components/verdict-text.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {committed, partial, rolledBack} from '../../helpers/stories.js';
import {story, type Story} from '../../helpers/story.js';

function draw(
	{run, now}: Story,
	{width, height = 3}: {readonly width: number; readonly height?: number},
): string {
	return componentFrame(
		<VerdictText run={run} width={width} height={height} now={now + 400} />,
		width,
	);
}

for (const [what, tell] of [
	['before the look', () => story().starts()],
	['while the thread is still there', () => story().starts().looks()],
	['while the rows are read', () => story().starts().looks().seesNothing()],
	['committed whole', committed],
	['rolled back whole', rolledBack],
	['PARTIAL', partial],
	[
		'what could not be found out',
		() =>
			story()
				.starts()
				.looks()
				.seesNothing()
				.findsOutNothing('the observer connection was lost'),
	],
] as const) {
	test(`the verdict: ${what}`, t => {
		t.snapshot(draw(tell(), {width: 116}));
		t.snapshot(draw(tell(), {width: 42}));
	});
}

test('how long it took to read the table is said where there is room for it', t => {
	t.snapshot(draw(committed(), {width: 42, height: 2}));
});

test('the lines that a verdict takes, without the time and with it', t => {
	t.is(verdictHeights(story().starts().run, 42), undefined);
	t.deepEqual(verdictHeights(committed().run, 42), {least: 2, wanted: 3});
	t.deepEqual(verdictHeights(committed().run, 116), {least: 1, wanted: 1});
});
