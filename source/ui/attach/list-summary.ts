import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {formatDuration} from '../../format.js';
import {waiting} from '../../lab/attach/listed-rows.js';
import {type AttachState} from '../../lab/attach/attach-state.js';
import {count} from '../../wording/words.js';
import {isFiltered, type AttachChosen} from './attach-chosen.js';

/** A filter is cut no further than to so many cells. */
const leastFilter = 8;

/** What stands above the list: how many there are of what, and what a look costs. Where there is no room for all of it, what a look costs goes first, then the end of the filter. Pure. @param shown - Connections in the list. @param room - Cells. */
export function summary(
	listing: NonNullable<AttachState['listing']>,
	shown: number,
	chosen: AttachChosen,
	room: number,
): string {
	const {connections, took, pause} = listing;
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
