/** A part of a column that takes a number of lines. */
export type Block<Name extends string> = {
	readonly name: Name;
	/** With fewer lines it is not worth showing. */
	readonly least: number;
	/** It has no use for more lines than this. */
	readonly wanted: number;
};

/**
Shares out the lines of a column. First each block gets its minimum, then each grows to what it wants, both in the given order; a block whose minimum does not fit gets none. A block can be named twice, to grow once more when others have had their turn. Pure.
*/
export function shareLines<Name extends string>(
	lines: number,
	blocks: ReadonlyArray<Block<Name>>,
): Readonly<Record<Name, number>> {
	const shares = new Map<Name, number>();
	let rest = Math.max(0, lines);

	for (const {name, least} of blocks) {
		if (!shares.has(name)) {
			const share = least <= rest ? least : 0;
			shares.set(name, share);
			rest -= share;
		}
	}

	for (const {name, least, wanted} of blocks) {
		const share = shares.get(name) ?? 0;
		// A block that did not get its minimum stays hidden.
		const more =
			share >= least ? Math.max(0, Math.min(rest, wanted - share)) : 0;
		shares.set(name, share + more);
		rest -= more;
	}

	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Every name has its entry.
	return Object.fromEntries(shares) as Record<Name, number>;
}
