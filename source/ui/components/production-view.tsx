import cliTruncate from 'cli-truncate';
import {Box, Text} from 'ink';
import {
	inProduction,
	type Known,
	type ProductionCell,
	type ProductionLine,
} from '../../lab/history/in-production.js';
import {type RunState} from '../../lab/history/state.js';
import {readProduction} from '../../wording/production/read-production.js';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly run: RunState | undefined;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** What stands before a value, by how it is known. */
const marks: Readonly<Record<Known, string>> = {read: '=', concluded: '~'};

const legend = '= read  ~ concluded';
const wideLegend = '= read from the server  ~ concluded by the client';

/** From this height on, each list has a line for its name. */
const roomy = 11;

/** What a person in production would see of the work connection: its row of the process list and of INNODB_TRX, and what these mean. */
export function ProductionView({run, width, height, now}: Props) {
	const shown = run && inProduction(run, now);
	if (!run || !shown) {
		return (
			<Box height={height} flexShrink={0} flexDirection="column">
				<Title text="In production you would see" width={width} />
				<Text dimColor>
					{run
						? 'Nothing has been read from the server yet.'
						: 'A run has a connection to look at: none has begun.'}
				</Text>
			</Box>
		);
	}

	const isRoomy = height >= roomy;
	const name = 'SHOW PROCESSLIST';
	const whole =
		shown.threads === undefined
			? name
			: `${name} (performance_schema${isRoomy ? '.threads' : ''}: ${shown.threads})`;
	const listed =
		isRoomy || whole.length + legend.length + 2 <= width ? whole : name;
	return (
		<Box height={height} flexShrink={0} flexDirection="column">
			<Title
				text={isRoomy ? 'In production you would see' : listed}
				width={width}
			/>
			{isRoomy ? <Name text={listed} /> : undefined}
			<Line line={shown.process} widths={processWidths} width={width} />
			{isRoomy ? <Name text="INFORMATION_SCHEMA.INNODB_TRX" /> : undefined}
			<Line
				line={shown.transaction}
				widths={width < wide ? narrowTransactionWidths : transactionWidths}
				width={width}
				short={isRoomy ? undefined : 'INNODB_TRX'}
			/>
			<Words run={run} width={width} height={height - (isRoomy ? 7 : 5)} />
		</Box>
	);
}

/** With the meaning of the marks at the right, as much of both as there is room for. */
function Title({
	text,
	width,
}: {
	readonly text: string;
	/** Cells. */
	readonly width: number;
}) {
	const marked =
		text.length + wideLegend.length + 2 <= width ? wideLegend : legend;
	const room = width - marked.length - 2;
	return (
		<Text wrap="truncate">
			<Text bold>{cliTruncate(text, room).padEnd(room)}</Text>
			<Text dimColor>{`  ${marked}`}</Text>
		</Text>
	);
}

function Name({text}: {readonly text: string}) {
	return (
		<Text dimColor wrap="truncate">
			{text}
		</Text>
	);
}

/** The least widths of the columns but the last, which has the rest; with the mark. */
const processWidths = [5, 8, 5, 6] as const;
const transactionWidths = [13, 18, 12] as const;
const narrowTransactionWidths = [13, 14, 12] as const;

/** Below this width the columns of INNODB_TRX are narrower. */
const wide = 70;

/** The cells that the last column has at least, if the one before can be cut. */
const leastLast = 8;

/** A row with its heads, or what stands in its place: two lines. */
function Line({
	line,
	widths,
	width,
	short,
}: {
	readonly line: ProductionLine;
	readonly widths: readonly number[];
	/** Cells. */
	readonly width: number;
	/** The name of the list, if it has no line of its own; absent: it has. */
	readonly short?: string | undefined;
}) {
	switch (line.type) {
		case 'none': {
			return (
				<Instead
					name={short}
					text={`${marks[line.known]}no row for this connection`}
				/>
			);
		}

		case 'error': {
			return <Instead name={short} text={`=${line.text}`} />;
		}

		case 'row': {
			const columns = columnsOf(line.cells, widths, width);
			return (
				<>
					<Text dimColor wrap="truncate">
						{columns.map(({head}) => head).join(' ')}
					</Text>
					<Text wrap="truncate">
						{columns.map(({value}) => value).join(' ')}
					</Text>
				</>
			);
		}
	}
}

function Instead({
	name,
	text,
}: {
	readonly name?: string | undefined;
	readonly text: string;
}) {
	return (
		<>
			<Text dimColor wrap="truncate">
				{name ?? ' '}
			</Text>
			<Text wrap="truncate">{text}</Text>
		</>
	);
}

function columnsOf(
	cells: readonly ProductionCell[],
	widths: readonly number[],
	width: number,
): ReadonlyArray<{readonly head: string; readonly value: string}> {
	const texts = cells.map(({column, text, known}) => ({
		// Its name without what all of them begin with, where that does not fit.
		column: width < wide ? column.replace(/^trx_(?=rows|oper)/, '') : column,
		text: `${marks[known]}${text}`,
	}));
	let room = width;
	return texts.map(({column, text}, index) => {
		const isLast = index === texts.length - 1;
		const isCut = index === texts.length - 2;
		const wanted = Math.max(widths[index] ?? 0, text.length);
		const taken = isLast
			? room
			: isCut
				? Math.min(wanted, room - leastLast - 1)
				: wanted;
		room -= taken + 1;
		return {
			head: cliTruncate(` ${column}`, taken).padEnd(taken),
			value: cliTruncate(text, taken).padEnd(taken),
		};
	});
}

/** What the rows mean: a paragraph for each, if there is room, with as many further sentences as fit. */
function Words({
	run,
	width,
	height,
}: {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
}) {
	const rows = readProduction(run);
	const told = [
		rows.map(({words, more}) => [words, more]),
		rows.map(({words, more}, index) => [words, index === 0 ? more : undefined]),
		rows.map(({words}) => [words]),
	]
		.map(paragraphs =>
			paragraphs.map(sentences => sentences.filter(Boolean).join(' ')),
		)
		.find(paragraphs => heightOf(paragraphs, width) <= height);
	return (
		<Box
			height={height}
			flexShrink={0}
			flexDirection="column"
			overflowY="hidden"
		>
			{(told ?? [rows.map(({words}) => words).join(' ')]).map(text => (
				<Box key={text} flexShrink={0}>
					<Paragraph>{text}</Paragraph>
				</Box>
			))}
		</Box>
	);
}

function heightOf(paragraphs: readonly string[], width: number): number {
	return paragraphs.reduce(
		(lines, text) => lines + wrappedHeight(text, width),
		0,
	);
}
