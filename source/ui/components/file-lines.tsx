import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {visibleFiles} from '../visible-files.js';
import {FileLine} from './file-line.js';

type Props = {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
	/** Lines, at least one: that of the current file. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The newest files, and how many are still to come if there is room for that. */
export function FileLines({run, width, height, now}: Props) {
	const {files, waiting} = visibleFiles(run, height);
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{files.map(file => (
				<FileLine
					key={file.file}
					run={run}
					file={file}
					width={width}
					now={now}
				/>
			))}
			{waiting > 0 && height > files.length ? (
				<Text dimColor>{`· ${waiting} more`}</Text>
			) : undefined}
		</Box>
	);
}
