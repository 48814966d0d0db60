import {Box, Text} from 'ink';
import {grouped} from '../../format.js';
import {type EarlierRun} from '../../lab/history/earlier-run.js';
import {type LabState} from '../../lab/history/state.js';
import {count, effectWord} from '../../wording/words.js';
import {lineOf} from '../choose-in-history.js';
import {
	historyEntries,
	runsOf,
	type HistoryEntry,
	type Place,
} from '../history-entries.js';
import {linesAround} from '../lines-around.js';
import {KeptKillLine} from './kept-kill-line.js';

type Props = {
	readonly state: LabState;
	/** The run or the kill that Enter shows; absent: the newest run. */
	readonly at: Place | undefined;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
};

/** Every run of the sitting and its kills, the newest first: as many lines as fit around the one that Enter shows. */
export function HistoryList({state, at, width, height}: Props) {
	const entries = historyEntries(state);
	const line = lineOf(entries, at);
	const {start, end} = linesAround(line, entries.length, height - 1);
	const part =
		end - start < entries.length
			? ` (${grouped(line + 1)} of ${grouped(entries.length)})`
			: '';

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<Text dimColor wrap="truncate">
				{entries.length === 0
					? 'No run yet. Tab shows what is known of kills.'
					: `${describeSum(runsOf(state))}, the newest first${part}:`}
			</Text>
			{entries.slice(start, end).map((entry, index) => (
				<Line
					key={`${entry.run} ${entry.kill}`}
					entry={entry}
					isSelected={start + index === line}
					isNewest={entry.run === state.run?.run}
					width={width}
				/>
			))}
		</Box>
	);
}

/** `3 runs with 11 kills`. */
function describeSum(runs: readonly EarlierRun[]): string {
	const kills = runs.reduce((sum, {kills}) => sum + kills, 0);
	return `${count(runs.length, 'run')} with ${count(kills, 'kill')}`;
}

function Line({
	entry: {of, sent},
	isSelected,
	isNewest,
	width,
}: {
	readonly entry: HistoryEntry;
	readonly isSelected: boolean;
	readonly isNewest: boolean;
	/** Cells. */
	readonly width: number;
}) {
	const sign = isSelected ? '▸ ' : '  ';
	return sent && of.whole ? (
		<Box flexShrink={0}>
			<Text>{`${sign}  `}</Text>
			<KeptKillLine
				of={of.whole}
				sent={sent}
				digits={String(of.kills).length}
				isTold={isSelected}
				width={width - 4}
			/>
		</Box>
	) : (
		<Text bold={isSelected} wrap="truncate">
			{`${sign}${describeRun(of, isNewest ? 'goes on' : 'no verdict')}`}
		</Text>
	);
}

/** A run in one line, the most important first: `run 2 blobs: rolled back whole, 0 of 10 rows; 2 kills`. */
function describeRun(
	{run, workload, outcome, rows, kills, last, whole}: EarlierRun,
	without: string,
): string {
	const found = rows
		? `, ${grouped(rows.found)} of ${count(rows.expected, 'row')}`
		: '';
	const number = kills === 0 ? 'no kill' : count(kills, 'kill');
	// Its kills have no lines of their own.
	const newest =
		last && !whole
			? `, the last: ${last.kind === 'query' ? 'q' : 'c'} ${effectWord(last)}`
			: '';
	return `run ${run} ${workload}: ${outcome ?? without}${found}; ${number}${newest}`;
}
