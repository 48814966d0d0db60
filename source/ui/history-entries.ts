import {
	toEarlierRun,
	type EarlierRun,
	type SentKill,
} from '../lab/history/earlier-run.js';
import {type KillTableRow} from '../lab/history/kill-table.js';
import {type LabState} from '../lab/history/state.js';

/** A run of the sitting, or one of its kills, both by their numbers. */
export type Place = {readonly run: number; readonly kill?: number};

/** A line of the history: a run, or one of its kills. */
export type HistoryEntry = Place & {
	readonly of: EarlierRun;
	/** Absent: the line is the run's. */
	readonly sent?: SentKill;
};

/** Every run of the sitting, the newest first, and below each its kills, the newest first, as everywhere on the screen. The kills of a run that is too long ago are missing. Pure. */
export function historyEntries(state: LabState): readonly HistoryEntry[] {
	return runsOf(state).flatMap(of => [
		{run: of.run, of},
		...(of.whole?.sent ?? [])
			.map(sent => ({run: of.run, kill: sent.kill, of, sent}))
			.toReversed(),
	]);
}

/** The kills that a row of the table counts, the newest first, but those of runs that are too long ago. Pure. */
export function entriesOf(
	state: LabState,
	{workload, phase, kind}: Pick<KillTableRow, 'workload' | 'phase' | 'kind'>,
): readonly HistoryEntry[] {
	return historyEntries(state).filter(
		({of, sent}) =>
			of.workload === workload && sent?.kind === kind && sent.counted === phase,
	);
}

/** Every run of the sitting, the newest first. Pure. */
export function runsOf({run, earlier = []}: LabState): readonly EarlierRun[] {
	return [...(run ? [toEarlierRun(run)] : []), ...earlier.toReversed()];
}
