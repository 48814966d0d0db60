import test from 'ava';
import stringWidth from 'string-width';
import {toAscii} from '../../source/output/ascii.js';
import {
	hasProductionPlace,
	hasRoomForProduction,
} from '../../source/ui/production-place.js';
import {frame} from '../helpers/frame.js';
import {productionStories} from '../helpers/production-stories.js';

const sizes = [
	[60, 16],
	[80, 24],
	[100, 30],
	[120, 40],
	[200, 60],
] as const;

function shown(
	tell: (typeof productionStories)[number][1],
	size: readonly [number, number],
) {
	const {state, now} = tell();
	const [columns, rows] = size;
	return frame({
		state,
		activity: 'running',
		chosen: {
			panel: {type: 'none'},
			killsBack: 0,
			isInProduction: true,
		},
		now,
		columns,
		rows,
	});
}

for (const [moment, tell] of productionStories) {
	for (const size of sizes) {
		const [columns, rows] = size;
		test(`in production, ${columns}x${rows}: ${moment}`, t => {
			const picture = shown(tell, size);
			const lines = picture.split('\n');
			t.true(lines.length <= rows);
			t.true(lines.every(line => stringWidth(line) <= columns));
			t.true(picture.includes('= read'));
			t.regex(picture, / q {2}KILL QUERY/);
			t.regex(picture, / c {2}KILL CONNECTION/);
			t.regex(toAscii(picture), /^\p{ASCII}*$/v);
			t.snapshot(picture);
		});
	}
}

test('from 120 x 40 on it has its own place, and the steps stay', t => {
	t.deepEqual(
		sizes.map(([columns, rows]) => hasProductionPlace({columns, rows})),
		[false, false, false, true, true],
	);
	t.false(hasProductionPlace({columns: 120, rows: 30}));
	const [, tell] = productionStories[1] ?? [];
	const picture = tell ? shown(tell, [120, 40]) : '';
	t.true(picture.includes('random_file-0.bin'));
	t.true(picture.includes('In production you would see'));
});

test('it shows by itself where the table, the steps and the log keep their lines', t => {
	const [, tell] = productionStories[1] ?? [];
	const {run} = tell?.().state ?? {};
	const roomy = (steps: number) =>
		sizes
			.filter(([columns, rows]) =>
				hasRoomForProduction(
					run ? {run: {...run, plan: {...run.plan, steps}}} : {},
					{columns, rows},
				),
			)
			.map(([columns]) => columns);
	t.deepEqual(roomy(1), [120, 200]);
	t.deepEqual(roomy(2), [200]);
	t.deepEqual(roomy(11), [200]);
	t.deepEqual(roomy(12), []);
	t.false(hasRoomForProduction({}, {columns: 200, rows: 60}));
});
