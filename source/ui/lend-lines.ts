import {
	innerSize,
	layOutControl,
	layOutWorkload,
	type Layout,
} from './layout.js';
import {type Needs} from './needs.js';

type Stacked = Extract<Layout, {readonly type: 'side-by-side' | 'stacked'}>;

/**
Stacked panes after the verdict: the workload gets the lines that the control pane has no use for. The table's contents go before the runs before the last one, these before the sentences of other kills, and these before everything else. During a run the panes keep their sizes, so that nothing jumps. Pure.

@param needs - For the width of the panes, which is the same.
*/
export function lendLines(layout: Stacked, needs: Needs): Stacked {
	if (layout.type !== 'stacked' || needs.told === undefined) {
		return layout;
	}

	const {workload, control} = layout;
	const candidates = Array.from({length: control.height}, (_, lines) => ({
		type: layout.type,
		workload: {...workload, height: workload.height + lines},
		control: {...control, height: control.height - lines},
	}));
	// The first of those that are equally good moves the fewest lines.
	return (
		candidates
			.map(layout => ({layout, worth: worthOf(layout, needs)}))
			.toSorted((one, other) => compare(other.worth, one.worth))[0]?.layout ??
		layout
	);
}

/** What a layout shows, what matters most first. What fills only what is free does not count. */
function worthOf(layout: Stacked, needs: Needs): readonly number[] {
	const control = layOutControl(innerSize(layout.control), needs);
	const workload = layOutWorkload(innerSize(layout.workload), needs);
	const {kills, earlier, ...rest} = control;
	return [
		sum(rest) + Math.min(3, kills, needs.kills) + Math.min(1, earlier),
		workload.contents,
		earlier,
		kills,
		sum(workload),
	];
}

function compare(one: readonly number[], other: readonly number[]): number {
	const differences = one.map((value, index) => value - (other[index] ?? 0));
	return differences.find(difference => difference !== 0) ?? 0;
}

function sum(shares: Readonly<Record<string, number>>): number {
	return Object.values(shares).reduce((all, share) => all + share, 0);
}
