import {Box, Text} from 'ink';
import {type Panel} from '../chosen.js';
import {promptRows} from '../prompt-rows.js';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly panel: Extract<Panel, {readonly type: 'prompt'}>;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
};

/** With fewer lines, all of them are for the statement. */
const leastWithTitle = 4;

const sign = ': ';
const indent = ' '.repeat(sign.length);

/** The line at which a person types a statement, wrapped: the part around the cursor, if there is no room for all. */
export function PromptView({panel: {text, cursor, why}, width, height}: Props) {
	const titleHeight = height < leastWithTitle ? 0 : 1;
	const whyHeight =
		why === undefined
			? 0
			: Math.min(wrappedHeight(why, width), height - titleHeight - 1);
	const {rows, cursorRow, count} = promptRows(text, cursor, {
		// A grapheme may take two.
		width: Math.max(2, width - sign.length),
		height: height - titleHeight - whyHeight,
	});
	const part =
		rows.length < count ? ` (line ${cursorRow + 1} of ${count})` : '';

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{titleHeight > 0 ? (
				<Text dimColor wrap="truncate">
					{`The statement of the next run${part}:`}
				</Text>
			) : undefined}
			{whyHeight > 0 ? (
				<Box height={whyHeight} flexShrink={0} overflowY="hidden">
					<Paragraph>
						<Text color="yellow">{why}</Text>
					</Paragraph>
				</Box>
			) : undefined}
			{rows.map(({before, at, after, place}) => (
				<Text key={place}>
					<Text bold>{place === 0 ? sign : indent}</Text>
					{before}
					{at === '' ? '' : <Text inverse>{at}</Text>}
					{after}
				</Text>
			))}
		</Box>
	);
}
