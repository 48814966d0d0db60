import {Box, Text} from 'ink';
import {type ReactNode} from 'react';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type PaneSize} from '../layout.js';

type Props = {
	readonly title: string;
	readonly size: PaneSize;
	readonly children: ReactNode;
};

/** A bordered box with its title in the upper border, which Ink's own borders can't show. */
export function Pane({title, size: {width, height}, children}: Props) {
	const room = width - 5;
	// A longer one would push the corner out.
	const shown = cliTruncate(title, room);
	const rest = room - stringWidth(shown);

	return (
		<Box flexDirection="column" width={width} height={height}>
			<Text wrap="truncate">
				<Text dimColor>╭ </Text>
				<Text bold>{shown}</Text>
				<Text dimColor>{` ${'─'.repeat(rest)}─╮`}</Text>
			</Text>
			<Box
				borderDimColor
				flexDirection="column"
				height={height - 1}
				overflowY="hidden"
				paddingX={1}
				borderStyle="round"
				borderTop={false}
			>
				{children}
			</Box>
		</Box>
	);
}
