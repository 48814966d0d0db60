import {Box, Text} from 'ink';
import {wrap} from '../../output/wrap.js';
import {shareLines} from '../share-lines.js';

/** How a line looks, besides its words. */
export type Tone = 'dim' | 'bold' | 'good' | 'attention' | 'chosen';

/** A line of the screen: it is cut at the right if there is no room. */
export type Line = {
	readonly text: string;
	readonly tone?: Tone;
	/** A key that stands before it. */
	readonly keyName?: string;
};

/** Some lines that belong together. */
export type Part = {
	readonly name: string;
	/** Of which each is one line. With less room there are fewer of them. @param height - Lines. */
	readonly lines: (height: number) => readonly Line[];
	/** So many lines it has with as much room as it likes. */
	readonly wanted: number;
	/** With fewer it is not worth showing. */
	readonly least: number;
	/** The part with the lowest rank gets room first. */
	readonly rank: number;
};

/** A part whose lines stay as they are: the last ones go first. Pure. @param least - Absent: all of them. */
export function part(
	name: string,
	rank: number,
	lines: readonly Line[],
	least = lines.length,
): Part {
	return {
		name,
		rank,
		wanted: lines.length,
		least: Math.min(least, lines.length),
		lines: height => lines.slice(0, height),
	};
}

/** Words in as many lines as they take. Pure. @param width - Cells. */
export function wrapped(
	words: string,
	width: number,
	tone?: Tone,
): readonly Line[] {
	return wrap(words, width).map(text => ({text, ...(tone && {tone})}));
}

/** A blank line between two parts, if there is room after everything else. Pure. */
export function gap(name: string): Part {
	return part(name, 100, [{text: ''}]);
}

/** The lines of parts in their order, in no more than this height: those with the lowest rank get room first. Pure. */
export function stack(height: number, parts: readonly Part[]): readonly Line[] {
	const shares = shareLines(
		height,
		parts.toSorted((one, other) => one.rank - other.rank),
	);
	const lines = parts.flatMap(({name, lines}) => {
		const share = shares[name] ?? 0;
		return share === 0 ? [] : lines(share);
	});
	// Where parts have nothing to say, the blank lines around them are one.
	return lines.filter(
		({text, keyName}, index) =>
			text !== '' ||
			keyName !== undefined ||
			(index > 0 && lines[index - 1]?.text !== ''),
	);
}

/** Lines at the top and at the bottom of this height. Pure. */
export function spread(
	height: number,
	top: readonly Line[],
	bottom: readonly Line[],
): readonly Line[] {
	const blank = Math.max(0, height - top.length - bottom.length);
	return [
		...top,
		...Array.from({length: blank}, () => ({text: ''})),
		...bottom,
	];
}

const looks = {
	dim: {dimColor: true},
	bold: {bold: true},
	good: {color: 'green'},
	attention: {color: 'yellow'},
	chosen: {bold: true, inverse: true},
} as const satisfies Readonly<Record<Tone, Readonly<Record<string, unknown>>>>;

type Props = {
	readonly lines: readonly Line[];
	/** Lines. */
	readonly height: number;
};

/** Lines, one below the other. */
export function Lines({lines, height}: Props) {
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{lines.map(({text, tone, keyName}, index) => (
				// Lines have no identity but their place.
				// eslint-disable-next-line react/no-array-index-key
				<Text key={index} wrap="truncate">
					{keyName === undefined ? undefined : (
						<Text inverse bold>{` ${keyName} `}</Text>
					)}
					<Text {...(tone && looks[tone])}>{text === '' ? ' ' : text}</Text>
				</Text>
			))}
		</Box>
	);
}
