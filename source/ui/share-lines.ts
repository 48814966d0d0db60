/** A part of a column that takes some lines. */
export type Block<Name extends string> = {
	readonly name: Name;
	/** With fewer lines it is not worth showing. */
	readonly least: number;
	/** More lines than these are of no use to it. */
	readonly wanted: number;
};

/**
Shares out the lines of a column. First each block gets what it needs at least, then each grows to what it wants, both in the order given; a block whose least does not fit gets none. A block can be named twice, to grow once more when others have had their turn. Pure.
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
		// What did not get its least stays away.
		const more =
			share >= least ? Math.max(0, Math.min(rest, wanted - share)) : 0;
		shares.set(name, share + more);
		rest -= more;
	}

	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Every name has its entry.
	return Object.fromEntries(shares) as Record<Name, number>;
}
