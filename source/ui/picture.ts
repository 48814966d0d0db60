import {arrange, type Arrangement, type Shown} from './arrange.js';
import {createRegion} from './region.js';

/** The lab's whole picture as text. */
export type Picture = {
	/** Draws everything. */
	readonly draw: (shown: Shown) => string;
	/** Draws one part anew, by its place in the arrangement (a smaller one has the rest in its last part), and leaves the others as they are. Ink takes milliseconds for a whole picture, and a key waits that long: half of it is half the wait. */
	readonly drawPart: (shown: Shown, part: number) => string;
	readonly unmount: () => void;
};

/** The head and two panes. */
const mostParts = 3;

type Lines = readonly string[];

/** Makes the picture. */
export function createPicture(): Picture {
	const regions = Array.from({length: mostParts}, () => createRegion());
	let drawn: readonly Lines[] = [];

	const drawParts = (
		{direction, parts}: Arrangement,
		isDue: (index: number) => boolean,
	): string => {
		drawn = parts.map(({node, width}, index) =>
			isDue(index)
				? (regions[index]?.draw(node, width) ?? [])
				: (drawn[index] ?? []),
		);
		const [head = [], ...panes] = drawn;
		return [
			...head,
			...(direction === 'row' ? sideBySide(panes) : panes.flat()),
		].join('\n');
	};

	return {
		draw: shown => drawParts(arrange(shown), () => true),
		drawPart(shown, part) {
			const arrangement = arrange(shown);
			const count = arrangement.parts.length;
			const due = Math.min(part, count - 1);
			return drawParts(
				arrangement,
				count === drawn.length ? index => index === due : () => true,
			);
		},
		unmount() {
			for (const region of regions) {
				region.unmount();
			}
		},
	};
}

/** Puts panes of the same height next to each other. They have a border on their right, so that their lines are all as wide as they are. */
function sideBySide([left = [], ...others]: readonly Lines[]): Lines {
	return left.map((line, row) =>
		[line, ...others.map(lines => lines[row] ?? '')].join(''),
	);
}
