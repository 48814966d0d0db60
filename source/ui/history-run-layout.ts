import {type RunState} from '../lab/history/state.js';
import {runLog} from '../wording/run-log.js';
import {killText} from './components/kill-line.js';
import {noticesHeight} from './components/notice-lines.js';
import {verdictHeights} from './components/verdict-text.js';
import {timelineHeight, type PaneSize} from './layout.js';
import {shareLines} from './share-lines.js';
import {wrappedHeight} from './wrapped.js';

/** The lines of the parts of a run that is shown again. */
export type HistoryRunLayout = {
	/** Lines between two parts. */
	readonly gap: 0 | 1;
	/** Every kill has its sentence below its line, and none has it again. */
	readonly hasSentences: boolean;
	readonly lines: Readonly<
		Record<
			'kills' | 'sentence' | 'verdict' | 'notices' | 'timeline' | 'log',
			number
		>
	>;
};

/** From this height on, the parts have blank lines between them. */
const tall = 17;

/** With fewer lines, the log would only have the end of the run. */
const leastLog = 8;

/** The cells before a kill's sentence below its line. */
export const sentenceIndent = 3;

/**
What a run gets of so many lines that is shown again: first the verdict and what one kill did, then the other kills, the course of its statement, what happened, and at last the sentences of all kills. Pure.

@param notes - What there is to know besides, a line each where they are short.
@param hasKillsAbove - Its kills stand above it already.
*/
export function layOutHistoryRun(
	run: RunState,
	notes: readonly string[],
	{width, height}: PaneSize,
	hasKillsAbove: boolean,
): HistoryRunLayout {
	const verdict = verdictHeights(run, width) ?? {least: 2, wanted: 2};
	const sent = run.kills.length;
	// Without a kill, a line says that there is none.
	const killLines = sent > 0 && hasKillsAbove ? 0 : Math.max(1, sent);
	const texts = run.kills.map(kill => killText(run, kill, {time: 'present'}));
	const sentence = Math.max(
		1,
		...texts.map(({label, sentences}) =>
			wrappedHeight(label + sentences.join(' '), width),
		),
	);
	const toldKills = texts.reduce(
		(sum, {sentences}) =>
			sum + 1 + wrappedHeight(sentences.join(' '), width - sentenceIndent),
		0,
	);
	const gap = height >= tall ? 1 : 0;
	const notesHeight = noticesHeight(notes, width);
	const log = runLog(run).length + 2;

	const shares = (parts: {
		readonly kills: number;
		readonly sentence: number;
		readonly timeline: number;
		readonly log: number;
	}) => {
		const lines = shareLines(height - 1 - 3 * gap, [
			{
				name: 'kills',
				least: Math.min(1, killLines),
				wanted: Math.min(1, killLines),
			},
			{
				name: 'sentence',
				least: Math.min(1, parts.sentence),
				wanted: parts.sentence,
			},
			{
				name: 'verdict',
				least: Math.min(2, verdict.least),
				wanted: verdict.least,
			},
			{name: 'notices', least: 0, wanted: notesHeight},
			{name: 'kills', least: 0, wanted: parts.kills},
			{name: 'timeline', least: parts.timeline, wanted: parts.timeline},
			{
				name: 'log',
				least: Math.min(leastLog, parts.log),
				wanted: parts.log,
			},
			{name: 'verdict', least: 0, wanted: verdict.wanted},
		]);
		return {
			lines,
			isWhole:
				lines.kills >= parts.kills &&
				lines.sentence >= parts.sentence &&
				lines.verdict >= verdict.least &&
				lines.notices >= notesHeight,
		};
	};

	const timeline = timelineHeight;
	const full = shares({kills: toldKills, sentence: 0, timeline, log});
	const hasLog = full.lines.log >= Math.min(log, leastLog);
	if (!hasKillsAbove && full.isWhole && hasLog && full.lines.timeline > 0) {
		return {gap, hasSentences: true, lines: full.lines};
	}

	const parts = {kills: killLines, sentence};
	const short =
		[
			shares({...parts, timeline, log}),
			shares({...parts, timeline, log: 0}),
		].find(({isWhole}) => isWhole) ?? shares({...parts, timeline: 0, log: 0});
	return {gap, hasSentences: false, lines: short.lines};
}
