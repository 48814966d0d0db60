import {smallest} from '../smallest-screen.js';
import {type Needs} from './needs.js';
import {shareLines} from './share-lines.js';

/** The width and height of a pane, in cells, with its border. */
export type PaneSize = {readonly width: number; readonly height: number};

/** Where things go on a terminal of a given size. */
export type Layout =
	| {
			readonly type: 'side-by-side' | 'stacked';
			readonly workload: PaneSize;
			readonly control: PaneSize;
	  }
	| {readonly type: 'compact'; readonly width: number; readonly height: number}
	| {
			readonly type: 'too-small';
			readonly width: number;
			readonly height: number;
	  };

/** From this width on, the panes are side by side: the workload pane then has room for a file's whole line. */
const sideBySideColumns = 120;

/** Below these heights, two panes would have no room for their contents. */
const sideBySideRows = 20;
const stackedRows = 26;

/** Side by side, the control pane has half of the columns beyond the first 120, within limits. */
const controlWidths = {least: 46, most: 86} as const;

/** Stacked, the control pane has a third of the rows beyond the first 26, within limits. */
const controlHeights = {least: 16, most: 26} as const;

/** The cells of a pane that are border and padding. */
const frame = {columns: 4, rows: 2} as const;

/** The line above the panes. */
const headHeight = 1;

/** Lays out the screen. Pure: it depends only on the terminal's size. */
export function layOut(columns: number, rows: number): Layout {
	const height = rows - headHeight;

	if (columns < smallest.columns || rows < smallest.rows) {
		return {type: 'too-small', width: columns, height: rows};
	}

	if (columns >= sideBySideColumns && rows >= sideBySideRows) {
		const width = within(
			controlWidths,
			controlWidths.least + Math.floor((columns - sideBySideColumns) / 2),
		);
		return {
			type: 'side-by-side',
			workload: {width: columns - width, height},
			control: {width, height},
		};
	}

	if (rows >= stackedRows) {
		const controlHeight = within(
			controlHeights,
			controlHeights.least + Math.ceil((rows - stackedRows) / 3),
		);
		return {
			type: 'stacked',
			workload: {width: columns, height: height - controlHeight},
			control: {width: columns, height: controlHeight},
		};
	}

	return {type: 'compact', width: columns, height};
}

function within(
	{least, most}: {readonly least: number; readonly most: number},
	value: number,
): number {
	return Math.min(most, Math.max(least, value));
}

/** The cells that are left for the contents of a pane. */
export function innerSize({width, height}: PaneSize): PaneSize {
	return {width: width - frame.columns, height: height - frame.rows};
}

/** Below this width the predictions and the other keys take one more line each. */
const wideText = 56;

/** Below this width a short text gets its own line. */
export function isNarrow(width: number): boolean {
	return width < wideText;
}

/** From this width on, three lines are enough to say what a kill did and when. A pane that is narrower than the smallest terminal gives it as many lines as there are. */
const wideSentence = 70;

/** The usual length of a kill's sentence and of a verdict, in characters. */
const sentenceLength = 290;
const verdictLength = 170;

/** From this width on, the other keys fit into one line. */
const wideHints = 60;

function controlBlocks(width: number, needs: Needs) {
	const {told} = needs;
	const isOver = told !== undefined;
	const keys = isNarrow(width) ? 4 : 2;
	const hints = width < wideHints ? 2 : 1;
	const usualVerdict = isNarrow(width) ? 3 : 2;
	// One more line is enough for a verdict with its reason, but not for an error of any length: the kill's sentence needs room as well.
	const mostVerdict = width < wideSentence ? usualVerdict : usualVerdict + 1;
	const verdict = Math.min(
		mostVerdict,
		Math.max(usualVerdict, needs.verdict?.least ?? 0),
	);
	// In a run without a kill there are more important things than a kill of the run before; and in a wait, how to end it.
	const isQuiet =
		needs.notices > 1 && (needs.kills === 0 || needs.isWaiting === true);
	const sentence = isQuiet
		? 1
		: isNarrow(width) || width >= wideSentence
			? 3
			: 4;
	const wholeSentence = isQuiet
		? 1
		: Math.max(sentence, Math.ceil(sentenceLength / width));
	return {
		keys: {name: 'keys', least: keys, wanted: keys},
		hints: {name: 'hints', least: hints, wanted: hints},
		/** In one line if need be, with its bar where there is room. */
		replay: {
			name: 'replay',
			least: Math.min(1, needs.replay?.wanted ?? 0),
			wanted: Math.min(2, needs.replay?.wanted ?? 0),
		},
		wholeReplay: {
			name: 'replay',
			least: Math.min(1, needs.replay?.wanted ?? 0),
			wanted: needs.replay?.wanted ?? 0,
		},
		verdict: {
			name: 'verdict',
			least: verdict,
			wanted: Math.max(
				verdict,
				needs.verdict?.wanted ?? Math.ceil(verdictLength / width),
			),
		},
		server: {name: 'server', least: 2, wanted: 3},
		notices: {
			name: 'notices',
			// The lines that the sentence leaves.
			// A wait may take two lines, and its way out two more.
			least: isQuiet
				? Math.min(needs.isWaiting === true ? 4 : 3, needs.notices)
				: 1,
			wanted: Math.max(1, needs.notices),
		},
		sentence: {
			name: 'sentence',
			least: Math.min(sentence, told ?? sentence),
			wanted: Math.min(wholeSentence, told ?? wholeSentence),
		},
		/** One that is longer than usual. */
		longSentence: {
			name: 'sentence',
			least: Math.min(sentence, told ?? sentence),
			wanted: told ?? wholeSentence,
		},
		/** A few at first, and finally as many as there is room for. */
		kills: {
			name: 'kills',
			least: isOver ? Math.min(1, needs.kills) : 1,
			wanted: Math.min(3, needs.kills),
		},
		allKills: {
			name: 'kills',
			least: isOver ? Math.min(1, needs.kills) : 1,
			wanted: Math.max(isOver ? 0 : 1, needs.kills),
		},
		/** A line for each, and below it a sentence; that of an only kill is told anyway. */
		toldKills: {
			name: 'kills',
			least: 1,
			wanted: needs.kills > 1 ? needs.kills * (1 + wholeSentence) : 1,
		},
		earlier: {
			name: 'earlier',
			least: Math.min(1, needs.earlier),
			wanted: Math.min(3, needs.earlier),
		},
		allEarlier: {
			name: 'earlier',
			least: Math.min(1, needs.earlier),
			wanted: needs.earlier,
		},
		/** After everything else. */
		table: {name: 'table', least: 0, wanted: needs.table ?? 0},
		gapAboveServer: {name: 'gapAboveServer', least: 1, wanted: 1},
		gapAboveSentence: {name: 'gapAboveSentence', least: 1, wanted: 1},
	} as const;
}

/** The lines of the control pane's parts. `size` is its inside. Pure. */
export function layOutControl({width, height}: PaneSize, needs: Needs) {
	const blocks = controlBlocks(width, needs);
	const shares = (table: 0 | 1, toldKills: 0 | 1) =>
		shareLines(height, [
			blocks.keys,
			blocks.replay,
			blocks.verdict,
			blocks.server,
			blocks.hints,
			blocks.sentence,
			blocks.kills,
			blocks.notices,
			blocks.gapAboveServer,
			blocks.gapAboveSentence,
			blocks.wholeReplay,
			blocks.earlier,
			blocks.allKills,
			blocks.longSentence,
			{...blocks.table, wanted: table * blocks.table.wanted},
			...(toldKills === 1 ? [blocks.toldKills] : []),
			blocks.allEarlier,
		]);
	const withSentences = (table: 0 | 1) => {
		const lines = shares(table, 1);
		return lines.kills >= needs.kills * (1 + shortestSentence(width))
			? lines
			: shares(table, 0);
	};

	// Half of the table is none.
	const withTable = withSentences(width < wideSentence ? 0 : 1);
	return withTable.table === blocks.table.wanted ? withTable : withSentences(0);
}

/** With fewer lines a sentence below each kill is not worth showing. */
export function shortestSentence(width: number): number {
	return Math.ceil(200 / width);
}

/** The lines of the timeline of one statement. */
export const timelineHeight = 3;

/** The lines of the table with one row. */
const leastContents = 6;

/** In a workload pane of up to so many lines the whole table goes before the timeline. */
const lowPane = 16;

function workloadBlocks({
	steps,
	others = 0,
	contents,
	log,
	production = 0,
	claims = 0,
	phases = 0,
	workload = 0,
}: Needs) {
	return {
		step: {name: 'step', least: 2, wanted: 2},
		production: {name: 'production', least: production, wanted: production},
		steps: {name: 'steps', least: 0, wanted: steps},
		others: {name: 'others', least: others, wanted: others},
		contents: {
			name: 'contents',
			least: Math.min(contents, leastContents),
			wanted: contents,
		},
		timeline: {
			name: 'timeline',
			least: timelineHeight as number,
			wanted: timelineHeight as number,
		},
		bothTimelines: {
			name: 'timeline',
			least: timelineHeight,
			wanted: 2 * timelineHeight,
		},
		log: {name: 'log', least: 0, wanted: log === 0 ? 0 : log + 2},
		claims: {name: 'claims', least: 0, wanted: claims},
		phases: {name: 'phases', least: 0, wanted: phases},
		workload: {name: 'workload', least: 0, wanted: workload},
	} as const;
}

/** From this height on, a workload pane has room for more than the run: the question in full, what the manuals say. */
export const tallPane = 45;

/** From this height on, the workload pane has room for the timelines of two statements. */
const twoTimelines = 24;

/** The lines of the workload pane's parts: the transaction and the step in hand, the other steps, the table's contents, the timelines, the log. `size` is its inside. Pure. */
export function layOutWorkload({height}: PaneSize, needs: Needs) {
	const blocks = workloadBlocks(needs);
	const {contents} = needs;
	const room = height - blocks.step.wanted - 1;
	const shares = (gapAboveTimeline: 0 | 1) =>
		shareLines(height, [
			blocks.step,
			{name: 'gap', least: 1, wanted: 1},
			blocks.production,
			// After the run the table matters more than the steps.
			height <= lowPane && contents <= room
				? {...blocks.contents, least: contents}
				: blocks.contents,
			blocks.timeline,
			{
				name: 'gapAboveTimeline',
				least: gapAboveTimeline,
				wanted: gapAboveTimeline,
			},
			blocks.steps,
			...(height >= twoTimelines ? [blocks.bothTimelines] : []),
			blocks.log,
			blocks.claims,
			blocks.phases,
			blocks.workload,
		]);
	const withGap = shares(1);
	return withGap.timeline > 0 ? withGap : shares(0);
}

/** The lines of all parts in one column. Pure. */
export function layOutColumn({width, height}: PaneSize, needs: Needs) {
	const control = controlBlocks(width, needs);
	const workload = workloadBlocks(needs);
	const shares = ({
		contents,
		timeline,
		notices = control.notices,
	}: Pick<typeof workload, 'contents' | 'timeline'> & {
		readonly notices?: typeof control.notices;
	}) =>
		shareLines(height, [
			control.keys,
			control.replay,
			workload.step,
			control.verdict,
			control.server,
			control.hints,
			control.sentence,
			control.kills,
			notices,
			workload.others,
			control.gapAboveServer,
			control.gapAboveSentence,
			control.wholeReplay,
			contents,
			timeline,
			control.earlier,
			workload.steps,
			control.allKills,
			control.longSentence,
		]);
	const withTimeline = shares(workload);
	const whole = {
		contents: {...workload.contents, least: needs.contents},
		timeline: {...workload.timeline, least: 0, wanted: 0},
	};
	// The whole table goes before the timeline, and then before a blank line.
	return (
		[
			withTimeline,
			shares(whole),
			shares({
				...whole,
				notices: {...control.notices, least: Math.min(1, needs.notices)},
			}),
		].find(({contents}) => contents === needs.contents) ?? withTimeline
	);
}

/** The lines that help, or the list of kills to arm, has on a terminal. The keys, the step in hand and the verdict stay. Pure. */
export function panelRoom(columns: number, rows: number): number {
	const layout = layOut(columns, rows);
	switch (layout.type) {
		case 'side-by-side': {
			// Below the transaction, the file in hand and a blank line.
			return innerSize(layout.workload).height - 3;
		}

		case 'stacked':
		case 'compact': {
			// Between the keys with their hints and the step above, and the verdict below.
			return rows - headHeight - 3 - 2 - 2;
		}

		case 'too-small': {
			return 0;
		}
	}
}
