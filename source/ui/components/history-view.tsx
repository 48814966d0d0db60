import {Box} from 'ink';
import {type LabState} from '../../lab/history/state.js';
import {historyEntries, type Place} from '../history-entries.js';
import {HistoryList} from './history-list.js';
import {HistoryRun} from './history-run.js';

type Props = {
	readonly state: LabState;
	/** The run or the kill that Enter shows; absent: the newest run. */
	readonly at: Place | undefined;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** With fewer lines, a run again would be cut off where it says what a kill did. */
const leastAgain = 7;

/** The list of runs and kills, and below it the chosen one again, if all fits. */
export function HistoryView({state, at, width, height, now}: Props) {
	const entries = historyEntries(state);
	const place = at ?? entries[0];
	const listHeight = entries.length + 1;
	const rest = height - listHeight - 1;
	if (place === undefined || rest < leastAgain) {
		return <HistoryList state={state} at={at} width={width} height={height} />;
	}

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<HistoryList state={state} at={at} width={width} height={listHeight} />
			<Box marginTop={1} flexShrink={0}>
				<HistoryRun
					hasKillsAbove
					state={state}
					at={place}
					width={width}
					height={rest}
					now={now}
				/>
			</Box>
		</Box>
	);
}
