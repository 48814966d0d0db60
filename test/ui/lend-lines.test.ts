import test from 'ava';
import {
	innerSize,
	layOut,
	layOutControl,
	layOutWorkload,
} from '../../source/ui/layout.js';
import {type Needs} from '../../source/ui/needs.js';
import {lendLines} from '../../source/ui/lend-lines.js';

/** After a run of four files without a kill, the third of the sitting. */
const over: Needs = {
	steps: 3,
	kills: 0,
	earlier: 2,
	notices: 0,
	contents: 9,
	log: 10,
	told: 1,
};

/** A terminal whose panes are stacked. */
function stacked(columns: number, rows: number) {
	const layout = layOut(columns, rows);
	return layout.type === 'stacked' ? layout : undefined;
}

/** What both panes show, and the lines that the control pane has left. */
function shownOf(columns: number, rows: number, needs: Needs) {
	const layout = stacked(columns, rows);
	if (!layout) {
		return undefined;
	}

	const {workload, control} = lendLines(layout, needs);
	const inner = innerSize(control);
	const shares = layOutControl(inner, needs);
	return {
		height: workload.height + control.height,
		contents: layOutWorkload(innerSize(workload), needs).contents,
		earlier: shares.earlier,
		kills: shares.kills,
		free: inner.height - sum(shares),
		/** What the table would have with the free lines too. */
		possible: layOutWorkload(
			{
				...inner,
				height: innerSize(workload).height + inner.height - sum(shares),
			},
			needs,
		).contents,
	};
}

function sum(shares: Readonly<Record<string, number>>): number {
	return Object.values(shares).reduce((all, share) => all + share, 0);
}

test('after a run at 100x30, the table of four rows is whole', t => {
	t.like(shownOf(100, 30, over), {
		contents: 9,
		earlier: 1,
		kills: 0,
		free: 0,
	});
});

test('where the table needs no line, the earlier runs have them', t => {
	t.like(shownOf(100, 30, {...over, contents: 1, earlier: 4}), {
		contents: 1,
		earlier: 4,
	});
});

const everySize = [60, 80, 100, 119].flatMap(columns =>
	Array.from({length: 45}, (_, index) => ({columns, rows: index + 26})),
);

const everyRun = [0, 1, 2, 7].flatMap(kills =>
	[1, 9, 15, 105].map(contents => ({...over, kills, contents})),
);

test('at every height, no line is free in the control pane that the table or an earlier run has a use for', t => {
	const wrong = everySize.flatMap(({columns, rows}) =>
		everyRun.filter(needs => {
			const shown = shownOf(columns, rows, needs);
			return (
				shown?.height !== rows - 1 ||
				shown.possible > shown.contents ||
				(shown.earlier < needs.earlier && shown.free > 0)
			);
		}),
	);
	t.deepEqual(wrong, []);
});

test('while a run goes on, the panes keep their sizes', t => {
	const {told, ...running} = over;
	t.is(told, 1);
	const layout = layOut(100, 30);
	t.true(layout.type === 'stacked' && lendLines(layout, running) === layout);
});
