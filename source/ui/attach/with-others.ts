import {listedRows} from '../../lab/attach/listed-rows.js';
import {type AttachState} from '../../lab/attach/attach-state.js';
import {type Line} from './lines.js';
import {listTable} from './list-table.js';

/** A blank line, two of headings, and three connections: fewer are not worth showing. */
const least = 6;

/** Lines about one connection, and below them the others, the most harmful first, if the screen is tall enough. Pure. */
export function withOthers(
	lines: readonly Line[],
	{listing, victim}: AttachState,
	{width, height}: {readonly width: number; readonly height: number},
): readonly Line[] {
	const above = lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines;
	const room = height - above.length;
	if (!listing || room < least) {
		return lines;
	}

	const others = listedRows(listing, []).filter(
		({id}) => id !== victim?.connectionId,
	);
	if (others.length === 0) {
		return lines;
	}

	const table = listTable(others, width);
	const below: readonly Line[] = [
		{text: ''},
		{text: 'the others', tone: 'dim'},
		{text: `  ${table.head}`, tone: 'dim'},
		...table.lines.map((text): Line => ({text: `  ${text}`})),
	];
	return [...above, ...below.slice(0, room)];
}
