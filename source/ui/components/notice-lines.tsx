import {Box, Text} from 'ink';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';

type Props = {
	/** The gravest first. */
	readonly notices: readonly string[];
	/** Cells. */
	readonly width: number;
	/** Lines, at least one. */
	readonly height: number;
};

/** The lines of notices that are shown in full. Pure. */
export function noticesHeight(
	notices: readonly string[],
	width: number,
): number {
	return notices
		.map(notice => wrappedHeight(notice, width))
		.reduce((sum, lines) => sum + lines, 0);
}

/** What the user must know now: in full if there is room, otherwise one line each, or one line for all. */
export function NoticeLines({notices, width, height}: Props) {
	const isWhole = noticesHeight(notices, width) <= height;
	const lines =
		notices.length > height && height === 1 ? [notices.join(' · ')] : notices;
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{isWhole
				? notices.map(notice => (
						<Paragraph key={notice}>
							<Text color="yellow">{notice}</Text>
						</Paragraph>
					))
				: lines.slice(0, height).map(notice => (
						<Text key={notice} color="yellow" wrap="truncate">
							{notice}
						</Text>
					))}
		</Box>
	);
}
