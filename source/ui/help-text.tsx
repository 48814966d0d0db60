import {Box, Text} from 'ink';
import {pagesOf, type HelpEntry} from './help-pages.js';

type Props = {
	/** Counts from 0. A terminal that has grown may have fewer pages. */
	readonly page: number;
	/** Lines. */
	readonly height: number;
	readonly entries: readonly HelpEntry[];
};

/** A page of what the keys do and what the words mean. */
export function HelpText({page, height, entries}: Props) {
	const pages = pagesOf(entries, height);
	const shown = Math.min(page, pages.length - 1);
	const isLast = shown === pages.length - 1;

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{pages[shown]?.map(({name, meaning}) => (
				<Text key={name} wrap="truncate">
					<Text bold>{name.padEnd(13)}</Text>
					{meaning}
				</Text>
			))}
			<Text dimColor wrap="truncate">
				{isLast
					? `page ${shown + 1} of ${pages.length}  Esc or ? closes`
					: `page ${shown + 1} of ${pages.length}  ? next page  Esc closes`}
			</Text>
		</Box>
	);
}
