import {wrap} from '../../output/wrap.js';

/** A name with what is told of it: a line or several, which may have `code` in them. */
export type Entry = {readonly name: string; readonly texts: readonly string[]};

/** What a help topic tells of one thing; the man page has the same. */
export type Section = {
	/** Absent: there is one section, and the topic is its heading. */
	readonly heading?: string;
	readonly entries: readonly Entry[];
};

/** The widest line that no terminal of 80 columns breaks. */
const widest = 79;

/** The widest name that has its text beside it. */
const widestName = 22;

/** Sections as lines of text. Pure. */
export function sectionLines(sections: readonly Section[]): readonly string[] {
	return sections.flatMap(({heading, entries}, index) => {
		const width =
			2 +
			Math.min(widestName, Math.max(...entries.map(({name}) => name.length)));
		return [
			...(index === 0 ? [] : ['']),
			...(heading === undefined ? [] : [`${heading}:`]),
			...entries.flatMap(entry => entryLines(entry, width)),
		];
	});
}

function entryLines({name, texts}: Entry, width: number): readonly string[] {
	const margin = ' '.repeat(2 + width);
	const lines = texts.flatMap(text =>
		wrap(text.replaceAll('`', ''), widest - margin.length),
	);
	return name.length > widestName
		? [`  ${name}`, ...lines.map(line => margin + line)]
		: lines.map((line, index) =>
				index === 0 ? `  ${name.padEnd(width)}${line}` : margin + line,
			);
}
