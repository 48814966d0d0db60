import test from 'ava';
import stringWidth from 'string-width';
import {WorkloadList} from '../../../source/ui/components/workload-list.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story} from '../../helpers/story.js';

/** As many as there may be, with titles of every length. */
const workloads = Array.from({length: 18}, (_, index) => ({
	name: `workload-${index}`,
	title: `does what number ${index} does, ${'and more, '.repeat(index % 7)}and so on`,
}));

function draw(line: number, width: number, height: number) {
	const {state} = story().plans();
	return componentFrame(
		<WorkloadList
			state={state}
			workloads={workloads}
			line={line}
			width={width}
			height={height}
		/>,
		width,
	);
}

for (const [width, height] of [
	[60, 8],
	[80, 16],
	[70, 34],
	[146, 54],
] as const) {
	test(`${width} x ${height}: the line that Enter takes is there in full, and nothing is too wide or too high`, t => {
		for (const [line, {name, title}] of workloads.entries()) {
			const drawn = draw(line, width, height);
			const lines = drawn.split('\n');
			t.true(lines.length <= height);
			t.deepEqual(
				lines.filter(text => stringWidth(text) > width),
				[],
			);
			t.true(drawn.replaceAll(/\s+/g, ' ').includes(`▸ ${name} ${title}`));
			t.is(drawn.match(/▸/g)?.length, 1);
		}
	});
}

test('where not all fit, the first line says how many are above and below', t => {
	t.regex(
		draw(0, 60, 8),
		/^The workload of the next run, now blobs \(\d+ below\):/,
	);
	t.regex(
		draw(9, 60, 8),
		/^The workload of the next run, now blobs \(\d above, \d+ below\):/,
	);
	t.regex(
		draw(17, 60, 8),
		/^The workload of the next run, now blobs \(\d+ above\):/,
	);
	t.regex(draw(2, 60, 40), /^The workload of the next run, now blobs:/);
});

test('all fit where there is room', t => {
	const drawn = draw(0, 146, 54);
	for (const {name} of workloads) {
		t.true(drawn.includes(` ${name} `));
	}
});
