import test from 'ava';
import {type Verdict} from '../../../source/lab/events/events.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {toAscii} from '../../../source/output/ascii.js';
import {ContentsTable} from '../../../source/ui/components/contents-table.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {
	hash,
	plan as blobsRun,
	seenVerdict,
	storedRows,
} from '../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;

function draw(
	verdict: Verdict,
	{
		width,
		height,
		plan = blobsRun,
	}: {
		readonly width: number;
		readonly height: number;
		readonly plan?: typeof blobsRun;
	},
): string {
	return componentFrame(
		<ContentsTable
			verdict={verdict}
			plan={plan}
			width={width}
			height={height}
		/>,
		width,
	);
}

const whole = seenVerdict('committed whole', storedRows(3), 3);

for (const width of [140, 76, 42, 20]) {
	test(`${width} cells: the columns that fit`, t => {
		t.snapshot(draw(whole, {width, height: 8}));
	});
}

test('without room for all rows, those that are wrong come first', t => {
	const partial = seenVerdict('PARTIAL', storedRows(4, {unequal: [3]}), 10);
	t.snapshot(draw(partial, {width: 76, height: 7}));
});

test("somebody else's rows are named as such, before the run's own", t => {
	t.snapshot(
		draw(
			{
				...whole,
				foreign: {
					number: 1,
					rows: [{cells: ['9', 'note.txt', 12, hash], isIntact: false}],
				},
			},
			{width: 76, height: 9},
		),
	);
});

test('an empty table', t => {
	t.is(
		draw(seenVerdict('rolled back whole', [], 3), {width: 76, height: 8}),
		'DataBlobs as connection 44 sees it: empty',
	);
});

test('with less room than for a row, only what is there', t => {
	t.is(
		draw(whole, {width: 76, height: 5}),
		'DataBlobs as connection 44 sees it: 3 rows',
	);
	t.is(draw(whole, {width: 30, height: 1}), 'DataBlobs as connection 44 se…');
});

test('nothing without a line, nor where nothing could be found out', t => {
	t.is(draw(whole, {width: 76, height: 0}), '');
	t.is(
		draw(
			{outcome: 'unknown', reason: 'the observer connection was lost'},
			{width: 76, height: 8},
		),
		'',
	);
});

test('of a summary, how many of its lines are shown', t => {
	const plan = {...unpaced, ...rowsPlan('update', 1_000_000)};
	const verdict: Verdict = {
		...whole,
		contents: {
			columns: ['changed', 'rows'],
			rows: [
				{cells: ['yes', 1000], isIntact: true},
				{cells: ['no', 999_000], isIntact: true},
			],
		},
	};
	t.snapshot(draw(verdict, {width: 76, height: 8, plan}));
	t.snapshot(draw(verdict, {width: 76, height: 6, plan}));
});

test('in ASCII', t => {
	t.snapshot(toAscii(draw(whole, {width: 42, height: 6})));
});
