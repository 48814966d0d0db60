import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {runLog} from '../../wording/run-log.js';

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
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			paddingTop={1}
			overflowY="hidden"
		>
			<Text dimColor wrap="truncate">
				What happened, in seconds since the run began
			</Text>
			{runLog(run)
				.slice(-(height - 2))
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
		</Box>
	);
}
