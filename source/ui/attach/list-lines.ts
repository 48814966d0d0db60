import cliTruncate from 'cli-truncate';
import {
	killedVictims,
	type AttachState,
} from '../../lab/attach/attach-state.js';
import {listedRows, treeRows, waiting} from '../../lab/attach/listed-rows.js';
import {type Listing} from '../../lab/attach/listing.js';
import {wrap} from '../../output/wrap.js';
import {gapWords, treeWords} from '../../wording/listing-words.js';
import {type AttachChosen, isFiltered, selectedLine} from './attach-chosen.js';
import {detailLines} from './detail-lines.js';
import {killedLines} from './killed-lines.js';
import {type Line} from './lines.js';
import {markedWindow} from './marked-window.js';
import {summary} from './list-summary.js';
import {listTable} from './list-table.js';

/** What the list is made of. */
type ListShown = {
	readonly state: AttachState;
	readonly chosen: AttachChosen;
	/** What stands below all: the keys, or a line that is typed. */
	readonly footer: readonly Line[];
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** In ms on the program's clock. */
	readonly now: number;
};

/** The lines above the list: a summary and the headings. */
const headLines = 2;

/** How many lines of the list fit on a screen, for its keys. Pure. @param height - Lines of the screen. */
export function listRoom(height: number): number {
	return Math.max(1, height - headLines - detailRoom(height) - 4);
}

function detailRoom(height: number): number {
	return Math.min(8, Math.floor(height / 4));
}

/** The connections of a server, or who blocks whom: the chosen one in full below them. Pure. */
export function listLines({
	state,
	chosen,
	footer,
	width,
	height,
	now,
}: ListShown): readonly Line[] {
	const {listing, detached} = state;
	const notice: readonly Line[] =
		detached === undefined
			? []
			: wrap(detached, width - 2).map(text => ({
					text: ` ${text}`,
					tone: 'attention',
				}));
	if (!listing) {
		return [...notice, {text: ' looking at the connections …', tone: 'dim'}];
	}

	const {ids, head, lines} =
		chosen.view === 'tree'
			? treeOf(listing, width)
			: listTable(listedRows(listing, chosen.filter), width);
	const line = selectedLine(ids, chosen);
	const selected = listedRows(listing, []).find(({id}) => id === ids[line]);
	const details = selected
		? detailLines(selected, listing, width).slice(0, detailRoom(height))
		: [];
	const gaps = gapLines(listing, width, height);
	const rest = height - headLines - notice.length - footer.length;
	const below = [...details, ...gaps];
	const isKilled = killedVictims(state).length > 0;
	const room = Math.max(1, rest - below.length - (isKilled ? 2 : 1));
	const {start, end, isMarked} = markedWindow(line, lines.length, room);
	const blockers = new Set(listing.waits.map(({blocker}) => blocker));
	const hidden = (some: readonly string[], where: string): Line => {
		const blocking = some.filter(id => blockers.has(id)).length;
		return {
			text: `  ${some.length} more ${where}${blocking === 0 ? '' : `: ${blocking} of them block${blocking === 1 ? 's' : ''} others`}`,
			tone: blocking === 0 ? 'dim' : 'attention',
		};
	};

	const shown: readonly Line[] = [
		...(isMarked.above ? [hidden(ids.slice(0, start), 'above')] : []),
		...lines.slice(start, end).map((text, index) => ({
			text: `${start + index === line ? '▸' : ' '} ${text}`,
			...(start + index === line && ({tone: 'bold'} as const)),
		})),
		...(isMarked.below ? [hidden(ids.slice(end), 'below')] : []),
	];
	const free = Math.max(0, rest - shown.length - below.length);
	// A blank line stays above the details.
	const killed = killedLines(state, width, free - 1);
	const left = Math.max(0, free - killed.length);
	const tree = chosen.view === 'tree' ? [] : treeBelow(listing, width, left);
	return [
		...notice,
		{
			text: ` ${summary(listing, ids.length, chosen, {room: width - 2, now})}`,
			tone: 'dim',
		},
		ids.length === 0 && isFiltered(chosen)
			? {text: '  No connection matches the filter.'}
			: {text: `  ${head}`, tone: 'dim'},
		...shown,
		...killed,
		...tree,
		...Array.from({length: left - tree.length}, () => ({text: ''})),
		...below,
		...footer,
	];
}

/** Where there is room below the list: who blocks whom. */
function treeBelow(
	listing: Listing,
	width: number,
	room: number,
): readonly Line[] {
	const {ids, head, lines} = treeOf(listing, width);
	// A blank line, the heading, and a blank line below.
	return ids.length === 0 || lines.length + 3 > room
		? []
		: [
				{text: ''},
				{text: `  ${head}`, tone: 'dim'},
				...lines.map((text): Line => ({text: `  ${text}`})),
			];
}

function treeOf(listing: Listing, width: number) {
	const {waits, connections} = listing;
	const rows = treeRows(waits);
	const unseen = waiting(listing);
	return {
		ids: rows.map(({id}) => id),
		head:
			rows.length === 0
				? unseen === 0
					? 'Nobody waits for another.'
					: `${unseen} wait${unseen === 1 ? 's' : ''} for a lock that nobody is seen to hold.`
				: 'Who blocks whom: what has to end first is at the left',
		lines: rows.map(row =>
			cliTruncate(
				`${'  '.repeat(row.depth)}${treeWords(row, connections)}`,
				width - 3,
			),
		),
	};
}

/** What was not seen, in full if the screen is tall. */
function gapLines(
	{gaps}: Listing,
	width: number,
	height: number,
): readonly Line[] {
	const words = gapWords(gaps);
	const short: readonly Line[] = words.map(({what, remedy}) => ({
		text: ` ${remedy === undefined ? what : `${what.split(':')[0]?.replace(/\.$/, '')}. To see it: ${remedy}`}`,
		tone: 'attention',
	}));
	const whole: readonly Line[] = words.flatMap(({what, remedy}) => [
		...wrap(what, width - 2).map((text): Line => ({
			text: ` ${text}`,
			tone: 'attention',
		})),
		...(remedy === undefined ? [] : [{text: `    ${remedy}`}]),
	]);
	const most = Math.floor(height / 4);
	return whole.length <= most ? whole : short.slice(0, Math.max(1, most));
}
