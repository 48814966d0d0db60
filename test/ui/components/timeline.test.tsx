import test from 'ava';
import {TimelineView} from '../../../source/ui/components/timeline.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story, type Story} from '../../helpers/story.js';

/** A kill that is lost in an upload of two seconds, and one that interrupts the execution. */
function twoKills(): Story {
	return story()
		.starts()
		.inserts()
		.after(1000)
		.uploads(0.5)
		.kills('query')
		.acknowledged()
		.after(1000)
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 0)
		.after(400)
		.kills('query')
		.acknowledged()
		.after(500)
		.fails();
}

function draw(told: Story, width: number, height: number): string {
	return componentFrame(
		<TimelineView
			run={told.run}
			width={width}
			height={height}
			now={told.now}
		/>,
		width,
	);
}

for (const width of [56, 69, 96, 120]) {
	test(`${width} cells`, t => {
		t.snapshot(draw(twoKills(), width, 3));
	});
}

test('with room for two, the statement that was killed stays above the one in flight', t => {
	t.snapshot(draw(twoKills().statement('rollback').after(40).ok(), 76, 6));
});

test('kills at one moment stand beside each other', t => {
	const told = story().starts().inserts().after(1000).uploads(0.5);
	told.kills('query').kills('connection').kills('query');
	t.snapshot(draw(told, 60, 3));
});
