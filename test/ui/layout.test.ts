import test from 'ava';
import {armableOf} from '../../source/lab/workloads/facts/armable.js';
import {plan} from '../helpers/story.js';
import {
	innerSize,
	isNarrow,
	layOut,
	layOutColumn,
	layOutControl,
	layOutWorkload,
	panelRoom,
	type Layout,
} from '../../source/ui/layout.js';
import {type Needs} from '../../source/ui/needs.js';

const types: ReadonlyArray<readonly [string, Layout['type']]> = [
	['59x16', 'too-small'],
	['60x15', 'too-small'],
	['200x15', 'too-small'],
	['59x70', 'too-small'],
	['0x0', 'too-small'],
	['1x1', 'too-small'],
	['60x16', 'compact'],
	['60x25', 'compact'],
	['80x24', 'compact'],
	['80x25', 'compact'],
	['99x25', 'compact'],
	['100x16', 'compact'],
	['100x19', 'compact'],
	['220x19', 'compact'],
	['60x40', 'stacked'],
	['80x40', 'stacked'],
	['90x30', 'stacked'],
	['99x40', 'stacked'],
	['100x30', 'stacked'],
	['119x26', 'stacked'],
	['119x25', 'compact'],
	['120x19', 'compact'],
	['120x20', 'side-by-side'],
	['120x40', 'side-by-side'],
	['220x70', 'side-by-side'],
];

for (const [size, type] of types) {
	test(`${size} is ${type}`, t => {
		const [columns = 0, rows = 0] = size.split('x').map(Number);
		t.is(layOut(columns, rows).type, type);
	});
}

test('side by side, the control pane has half of the columns beyond 120, up to a limit, and the workload the rest', t => {
	for (const [columns, width] of [
		[120, 46],
		[121, 46],
		[122, 47],
		[160, 66],
		[199, 85],
		[200, 86],
		[220, 86],
	] as const) {
		t.deepEqual(layOut(columns, 60), {
			type: 'side-by-side',
			workload: {width: columns - width, height: 59},
			control: {width, height: 59},
		});
	}
});

test('stacked, the control pane has a third of the rows beyond 26, up to a limit', t => {
	for (const [rows, height] of [
		[26, 16],
		[27, 17],
		[29, 17],
		[30, 18],
		[56, 26],
		[57, 26],
		[70, 26],
	] as const) {
		t.like(layOut(100, rows), {
			type: 'stacked',
			workload: {height: rows - 1 - height},
			control: {height},
		});
	}
});

test('from the first height on that is stacked, it stays so', t => {
	const rows = Array.from({length: 55}, (_, index) => index + 16);
	const found = rows.map(height => layOut(80, height).type);
	const first = found.indexOf('stacked');
	t.true(first > 0);
	t.deepEqual(
		[...new Set(found.slice(0, first)), ...new Set(found.slice(first))],
		['compact', 'stacked'],
	);
});

/** The sizes that a layout's parts have together, on this terminal. */
function together(layout: Layout, columns: number): unknown {
	switch (layout.type) {
		case 'side-by-side': {
			const {workload, control} = layout;
			return [
				[workload.width + control.width, workload.height],
				[workload.width + control.width, control.height],
			];
		}

		case 'stacked': {
			const {workload, control} = layout;
			const height = workload.height + control.height;
			return [
				[workload.width, height],
				[control.width, height],
			];
		}

		case 'compact': {
			return [
				[layout.width, layout.height],
				[layout.width, layout.height],
			];
		}

		case 'too-small': {
			return `${columns} columns are too small`;
		}
	}
}

test('the panes fill the terminal below the head, at every size', t => {
	for (let columns = 60; columns <= 220; columns++) {
		for (let rows = 16; rows <= 70; rows++) {
			t.deepEqual(
				together(layOut(columns, rows), columns),
				[
					[columns, rows - 1],
					[columns, rows - 1],
				],
				`${columns}x${rows}`,
			);
		}
	}
});

test('stacked, the workload has room for its transaction and some files', t => {
	const heights = Array.from({length: 55}, (_, index) => {
		const layout = layOut(80, index + 16);
		return layout.type === 'stacked' ? layout.workload.height : Infinity;
	});
	t.true(Math.min(...heights) >= 8);
});

const nothing: Needs = {
	steps: 0,
	kills: 0,
	earlier: 0,
	notices: 0,
	contents: 0,
	log: 0,
};

/** Little to show, much, and the most. */
const needs: readonly Needs[] = [
	nothing,
	{steps: 9, kills: 2, earlier: 1, notices: 1, others: 1, contents: 0, log: 9},
	{steps: 9, kills: 2, earlier: 1, notices: 1, contents: 1, log: 20},
	{steps: 9, kills: 5, earlier: 3, notices: 2, contents: 15, log: 40},
	{
		steps: 999,
		kills: 500,
		earlier: 90,
		notices: 4,
		contents: 1005,
		log: 4000,
	},
];

function sum(shares: Readonly<Record<string, number>>): number {
	return Object.values(shares).reduce((all, share) => all + share, 0);
}

type Shares = Readonly<Record<string, number>>;

/** What each column of the screen is given, with the lines that it has. */
function columnsOf(
	layout: Layout,
	need: Needs,
): ReadonlyArray<{readonly lines: number; readonly shares: Shares}> {
	switch (layout.type) {
		case 'compact': {
			return [{lines: layout.height, shares: layOutColumn(layout, need)}];
		}

		case 'too-small': {
			return [];
		}

		default: {
			const control = innerSize(layout.control);
			const workload = innerSize(layout.workload);
			return [
				{lines: control.height, shares: layOutControl(control, need)},
				{lines: workload.height, shares: layOutWorkload(workload, need)},
			];
		}
	}
}

/** The parts that are there at every size, with the lines that they have at least. */
const always = {
	keys: 2,
	hints: 1,
	step: 2,
	server: 2,
	sentence: 3,
	kills: 1,
	notices: 1,
	verdict: 2,
};

test('at every size, no column has more lines than there are, and no part that matters goes without', t => {
	const wrong: string[] = [];
	for (let columns = 60; columns <= 220; columns++) {
		for (let rows = 16; rows <= 70; rows++) {
			for (const need of needs) {
				const found = columnsOf(layOut(columns, rows), need);
				const all = new Map(
					found.flatMap(({shares}) => Object.entries(shares)),
				);
				const isTooHigh = found.some(({lines, shares}) => sum(shares) > lines);
				const missing = Object.entries(always).filter(
					([name, least]) => (all.get(name) ?? 0) < least,
				);
				if (isTooHigh || missing.length > 0) {
					wrong.push(`${columns}x${rows}: ${String(missing)}`);
				}
			}
		}
	}

	t.deepEqual(wrong, []);
});

test('in one column, what others see has a line once everything that matters has its own', t => {
	const others = (height: number) => {
		const shares = layOutColumn(
			{width: 60, height},
			{...nothing, steps: 9, kills: 2, others: 1},
		);
		return [shares.others, shares.gapAboveServer, shares.timeline];
	};

	t.deepEqual(others(15), [0, 0, 0]);
	t.deepEqual(others(16), [1, 0, 0]);
	t.deepEqual(others(17), [1, 1, 0]);
	t.is(layOutColumn({width: 60, height: 69}, {...nothing, kills: 2}).others, 0);
});

test('at every size, help and the list of kills have room', t => {
	for (let columns = 60; columns <= 220; columns++) {
		for (let rows = 16; rows <= 70; rows++) {
			// Its heading, and `none`.
			const lines = armableOf(plan).length + 2;
			t.true(panelRoom(columns, rows) >= lines, `${columns}x${rows}`);
		}
	}
});

test('a screen that is too small has no room for help', t => {
	t.is(panelRoom(20, 5), 0);
});

test('a pane has four columns and two rows of border and padding', t => {
	t.deepEqual(innerSize({width: 50, height: 20}), {width: 46, height: 18});
});

test('texts need more lines in a narrow pane', t => {
	t.deepEqual(
		[55, 56, 59, 60, 69, 70].map(width => {
			const {keys, hints, verdict, sentence} = layOutControl(
				{width, height: 100},
				nothing,
			);
			return [width, isNarrow(width), keys, hints, verdict, sentence];
		}),
		[
			[55, true, 4, 2, 4, 6],
			[56, false, 2, 2, 4, 6],
			[59, false, 2, 2, 3, 5],
			[60, false, 2, 1, 3, 5],
			[69, false, 2, 1, 3, 5],
			[70, false, 2, 1, 3, 5],
		],
	);
	t.is(layOutControl({width: 146, height: 100}, nothing).sentence, 3);
});

test('a sentence has no fewer lines than it needs, or none', t => {
	// The height is that of what comes before it, and these lines.
	for (const [width, before, least] of [
		[55, 11, 3],
		[56, 8, 4],
		[69, 7, 4],
		[70, 7, 3],
	] as const) {
		const sentence = (lines: number) =>
			layOutControl({width, height: before + lines}, nothing).sentence;
		t.deepEqual([sentence(least - 1), sentence(least)], [0, least]);
	}
});

test('from 24 lines on the workload has the timelines of two statements', t => {
	const at = (height: number) => layOutWorkload({width: 80, height}, nothing);
	t.deepEqual(at(23), {
		step: 2,
		gap: 1,
		production: 0,
		contents: 0,
		timeline: 3,
		gapAboveTimeline: 1,
		steps: 0,
		log: 0,
		claims: 0,
		phases: 0,
		workload: 0,
	});
	t.like(at(24), {step: 2, gap: 1, timeline: 6});
});

test('a timeline that has no room leaves no gap: the table has the line', t => {
	t.like(layOutWorkload({width: 80, height: 10}, {...nothing, contents: 15}), {
		contents: 7,
		timeline: 0,
		gapAboveTimeline: 0,
	});
});

test('in one column the whole table goes before the timeline', t => {
	const column = (contents: number) =>
		layOutColumn({width: 80, height: 23}, {...nothing, told: 1, contents});
	t.like(column(9), {contents: 9, timeline: 0});
	t.like(column(20), {timeline: 3});
});

test('after a run two kills have a sentence each, or no line for it', t => {
	const kills = (height: number) =>
		layOutControl({width: 96, height}, {...nothing, kills: 2, told: 3}).kills;
	t.deepEqual(
		Array.from({length: 8}, (_, index) => kills(15 + index)),
		[1, 2, 2, 2, 2, 2, 2, 8],
	);
});

test('side by side, help has the workload below the file in hand', t => {
	t.is(panelRoom(120, 40), 34);
});

test('in a run without a kill, what went wrong is told to its end on the smallest screen', t => {
	const size = {width: 60, height: 15};
	const needs: Needs = {
		steps: 1,
		kills: 0,
		earlier: 0,
		notices: 3,
		contents: 0,
		log: 6,
	};
	t.like(layOutColumn(size, needs), {notices: 3, sentence: 1, verdict: 2});
	t.like(layOutColumn(size, {...needs, kills: 1}), {notices: 1, sentence: 4});
	t.like(
		layOutColumn(size, {...needs, kills: 1, notices: 4, isWaiting: true}),
		{notices: 4, sentence: 1, kills: 1, verdict: 2},
	);
});

test('in a run without a kill, several notices leave the sentence of an earlier one a line', t => {
	const sentence = (kills: number, notices: number) =>
		layOutControl({width: 70, height: 100}, {...nothing, kills, notices})
			.sentence;
	t.deepEqual(
		[sentence(0, 0), sentence(0, 1), sentence(0, 2), sentence(1, 2)],
		[5, 5, 1, 5],
	);
});

test('in one column a run without a kill has a line for its first one, but not once it is over', t => {
	const kills = (needs: Partial<Needs>) =>
		layOutColumn({width: 80, height: 100}, {...nothing, ...needs}).kills;
	t.deepEqual([kills({}), kills({told: 1})], [1, 0]);
});

test('in a low pane the whole table goes before the timeline, if there is room for it', t => {
	const workload = (height: number, contents: number) => {
		const found = layOutWorkload({width: 80, height}, {...nothing, contents});
		return [found.contents, found.timeline];
	};

	t.deepEqual(
		[
			[16, 13],
			[16, 14],
			[17, 14],
			[12, 8],
		].map(([height = 0, contents = 0]) => workload(height, contents)),
		[
			[13, 0],
			[9, 3],
			[10, 3],
			[8, 0],
		],
	);
});

test('in one column the timeline stays where the table is whole beside it', t => {
	t.like(
		layOutColumn({width: 80, height: 60}, {...nothing, told: 1, contents: 9}),
		{contents: 9, timeline: 3},
	);
});

test('once it is known, a verdict has the lines that its reason takes, before a table and a blank line', t => {
	const verdict = (width: number, least: number, wanted = least) =>
		layOutColumn(
			{width, height: 23},
			{...nothing, kills: 1, contents: 7, told: 3, verdict: {least, wanted}},
		).verdict;
	t.deepEqual(
		[verdict(80, 1), verdict(80, 2), verdict(80, 3), verdict(80, 9)],
		[2, 2, 3, 3],
	);
	t.is(verdict(60, 9), 2);
});

test('the table of what kills do is there whole or not at all, where its columns have room, and takes a line from nothing', t => {
	const run = {...nothing, kills: 2, earlier: 1, notices: 1, log: 9};
	const heights = Array.from({length: 56}, (_, more) => 14 + more);
	const tables = heights.map(height => {
		const size = {width: 82, height};
		const {table, ...lines} = layOutControl(size, {...run, table: 15});
		const {table: none, ...without} = layOutControl(size, run);
		t.is(none, 0);
		t.deepEqual(
			{...lines, kills: 0, earlier: 0},
			{...without, kills: 0, earlier: 0},
		);
		t.true(lines.kills >= Math.min(without.kills, 2));
		return table;
	});
	t.deepEqual([...new Set(tables)], [0, 15]);
	t.deepEqual(
		tables,
		tables.toSorted((one, other) => one - other),
	);
	t.is(layOutControl({width: 69, height: 70}, {...run, table: 15}).table, 0);
});
