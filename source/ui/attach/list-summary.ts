import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {formatDuration} from '../../format.js';
import {waiting} from '../../lab/attach/listed-rows.js';
import {type AttachState} from '../../lab/attach/attach-state.js';
import {formatSeconds} from '../../wording/listing-words.js';
import {count} from '../../wording/words.js';
import {isFiltered, type AttachChosen} from './attach-chosen.js';

/** A filter is cut no further than to so many cells. */
const leastFilter = 8;

/** What was seen longer ago than this is told as such, in ms. */
const fresh = 2000;

/** What stands above the list: how many there are of what, how long ago that was seen, and what a look costs. Where there is no room for all of it, what a look costs goes first, then the end of the filter. Pure. @param shown - Connections in the list. @param room - Cells. @param now - In ms on the program's clock. */
export function summary(
	listing: NonNullable<AttachState['listing']>,
	shown: number,
	chosen: AttachChosen,
	{room, now}: {readonly room: number; readonly now: number},
): string {
	const {connections, took, pause, at} = listing;
	const age = now - at;
	const all = count(connections.length, 'connection');
	const blocked = waiting(listing);
	const waits =
		blocked === 0
			? 'none waits for another'
			: `${blocked} wait${blocked === 1 ? 's' : ''} for another`;
	const cost = `a look took ${Math.round(took)} ms`;
	const joined = (filter: string, ...costs: readonly string[]) =>
		[
			isFiltered(chosen) ? `${shown} of ${all}: ${filter}` : all,
			waits,
			...(age > fresh ? [`seen ${agoWords(age)} ago`] : []),
			...costs,
		].join(' · ');
	const {filterText} = chosen;
	const without = joined('');
	return (
		[
			joined(filterText, `${cost}, one every ${formatDuration(pause)}`),
			joined(filterText, cost),
			joined(filterText),
		].find(text => stringWidth(text) <= room) ??
		joined(
			cliTruncate(
				filterText,
				Math.max(leastFilter, room - stringWidth(without)),
			),
		)
	);
}

/** How long ago, in whole seconds. */
function agoWords(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return seconds < 60 ? `${seconds} s` : formatSeconds(seconds);
}
