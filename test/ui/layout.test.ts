import test from 'ava';
import {layOut, type Layout} from '../../source/ui/layout.js';

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
	['100x20', 'side-by-side'],
	['100x25', 'side-by-side'],
	['100x26', 'side-by-side'],
	['120x40', 'side-by-side'],
	['220x70', 'side-by-side'],
];

for (const [size, type] of types) {
	test(`${size} is ${type}`, t => {
		const [columns = 0, rows = 0] = size.split('x').map(Number);
		t.is(layOut(columns, rows).type, type);
	});
}

test('side by side, the control pane keeps its width and the workload gets the rest', t => {
	t.deepEqual(layOut(100, 20), {
		type: 'side-by-side',
		workload: {width: 54, height: 19},
		control: {width: 46, height: 19},
	});
	t.deepEqual(layOut(120, 40), {
		type: 'side-by-side',
		workload: {width: 74, height: 39},
		control: {width: 46, height: 39},
	});
});

test('side by side, the panes are as high as there is something to show', t => {
	for (const [lines, height] of [
		[0, 27],
		[22, 27],
		[30, 32],
		[100, 39],
	] as const) {
		const layout = layOut(120, 40, lines);
		t.like(layout, {workload: {height}, control: {height}});
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
