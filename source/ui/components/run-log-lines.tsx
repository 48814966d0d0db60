import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {runLog} from '../../wording/run-log.js';
import {Section, sectionHead} from './section.js';

type Props = {
	readonly run: RunState;
	/** Lines. */
	readonly height: number;
};

/** The column of the times. */
const timeWidth = 9;

/** With fewer lines the log is not shown. */
const leastHeight = 3;

/** A short log of what happened, with the seconds since the run began: the newest last. */
export function RunLogLines({run, height}: Props) {
	if (height < leastHeight) {
		return <Box height={height} flexShrink={0} />;
	}

	return (
		<Section
			title="What happened, in seconds since the run began"
			height={height}
		>
			{runLog(run)
				.slice(-(height - sectionHead))
				.map(({at, text}, index) => (
					// The log grows only at its end, and its lines may repeat.
					// eslint-disable-next-line react/no-array-index-key
					<Text key={index} wrap="truncate">
						<Text dimColor>
							{((at - run.startedAt) / 1000).toFixed(3).padStart(timeWidth)}
						</Text>
						{`  ${text}`}
					</Text>
				))}
		</Section>
	);
}
