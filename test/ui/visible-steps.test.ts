import test from 'ava';
import {visibleSteps} from '../../source/ui/visible-steps.js';
import {story} from '../helpers/story.js';

/** Steps planned, steps begun, lines; then the steps shown, those before and those to come. */
const cases: ReadonlyArray<
	readonly [
		planned: number,
		begun: number,
		lines: number,
		shown: readonly number[],
		before: number,
		waiting: number,
	]
> = [
	[10, 0, 5, [], 0, 10],
	[10, 1, 5, [0], 0, 9],
	[10, 4, 5, [0, 1, 2, 3], 0, 6],
	[10, 5, 5, [1, 2, 3, 4], 1, 5],
	[10, 6, 5, [2, 3, 4, 5], 2, 4],
	[10, 10, 5, [5, 6, 7, 8, 9], 5, 0],
	[10, 10, 20, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0, 0],
	[10, 3, 1, [2], 2, 7],
	[10, 3, 0, [2], 2, 7],
	[10, 3, -4, [2], 2, 7],
	[1, 1, 1, [0], 0, 0],
];

for (const [planned, begun, lines, shown, before, waiting] of cases) {
	test(`${begun} of ${planned} begun, ${lines} lines`, t => {
		const told = story().starts({files: planned});
		for (let step = 0; step < begun; step++) {
			told.generates();
		}

		const {steps, ...hidden} = visibleSteps(told.run, lines);
		t.deepEqual(
			steps.map(({step}) => step),
			shown,
		);
		t.deepEqual(hidden, {before, waiting});
	});
}
