import {labKeys} from '../keys/lab-keys.js';
import {replayKeys} from '../keys/replay-keys.js';
import {effectMeanings} from '../wording/effect-meanings.js';
import {shortEffects} from '../wording/words.js';
import {panelRoom} from './layout.js';

/** A key or a word of the screen and what it means. Each fits on one line of a terminal with 60 columns. */
export type HelpEntry = {readonly name: string; readonly meaning: string};

/** What the words on the screen mean. */
const words = [
	...effectMeanings.map(
		({effect, meaning}) => [shortEffects[effect], meaning] as const,
	),
	['waiting', 'accepted; its effect is not known yet'],
	['concluded', 'not read, but follows from answers and times'],
	['OK 0.4 ms', 'the flag is set; KILL says no more than that'],
	['q1 ✘1 ·1', 'kill 1 sent; its effect; or seen to have none'],
	['check point', 'where a statement checks the flag'],
	['upload', 'the server is receiving the statement'],
	['sent', 'sent in full; the server may still be receiving'],
	['execute', 'the server has all of it, and no row is written'],
	['write', 'the row is being written: no check point there'],
	['verify', 'the server compares the hash of one row'],
	['look', 'waits until the connection is gone, then reads'],
	['server', 'what the process list shows of the connection'],
	['trx', 'its transaction in InnoDB and the rows changed'],
	['whole', 'all of the rows, or none'],
	['PARTIAL', 'only some rows, or wrong bytes: a finding'],
] as const;

/** What the keys do and what the words mean, in the lab or while a recording plays. */
export function helpEntries(isReplay = false): readonly HelpEntry[] {
	return [
		...(isReplay ? replayKeys : labKeys).flatMap(({name, meaning}) =>
			meaning === undefined ? [] : [{name, meaning}],
		),
		...words.map(([name, meaning]) => ({name, meaning})),
	];
}

/** The lines of a page in addition to its entries: how to turn it. */
const footerHeight = 1;

/** The entries of each page, for this many lines. Pure. */
export function pagesOf(
	entries: readonly HelpEntry[],
	lines: number,
): ReadonlyArray<readonly HelpEntry[]> {
	const room = Math.max(1, lines - footerHeight);
	const pages = Math.ceil(entries.length / room);
	// Pages of one length look better than a last one of two lines.
	const perPage = Math.ceil(entries.length / pages);
	return Array.from({length: pages}, (_, page) =>
		entries.slice(page * perPage, (page + 1) * perPage),
	);
}

/** How many pages the help has on a terminal. Pure. */
export function helpPages(
	columns: number,
	rows: number,
	isReplay = false,
): number {
	return pagesOf(helpEntries(isReplay), panelRoom(columns, rows)).length;
}
