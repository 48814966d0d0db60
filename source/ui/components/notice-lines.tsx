import {Box, Text} from 'ink';

type Props = {
	/** The gravest first. */
	readonly notices: readonly string[];
	/** Lines, at least one. */
	readonly height: number;
};

/** What the person must know now: a line each, and all in one where there is no room. */
export function NoticeLines({notices, height}: Props) {
	const lines =
		notices.length > height && height === 1 ? [notices.join(' · ')] : notices;
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{lines.slice(0, height).map(notice => (
				<Text key={notice} color="yellow" wrap="truncate">
					{notice}
				</Text>
			))}
		</Box>
	);
}
