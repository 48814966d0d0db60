import {type ReactNode} from 'react';
import {Box, Text} from 'ink';

type Props = {
	readonly title: string;
	/** Lines, with the blank one and the title. */
	readonly height: number;
	/** As many lines as there is room for. */
	readonly children: ReactNode;
};

/** A blank line, and the title. */
export const sectionHead = 2;

/** Lines of one kind in a pane, below a blank line and a title. */
export function Section({title, height, children}: Props) {
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			paddingTop={1}
			overflowY="hidden"
		>
			<Text dimColor wrap="truncate">
				{title}
			</Text>
			{children}
		</Box>
	);
}
