/** Random choices that the same seed repeats, fast enough for millions. */
export type Choices = {
	/** From 0 to below `limit`. */
	readonly below: (limit: number) => number;
	readonly pick: <Item>(items: readonly Item[]) => Item;
	/** True in this many of a hundred cases. */
	readonly chance: (percent: number) => boolean;
};

/** Makes random choices from a seed (mulberry32). */
export function choicesOf(seed: number): Choices {
	let state = Math.trunc(seed);

	/* eslint-disable no-bitwise, operator-assignment, unicorn/prefer-math-trunc */
	function next(): number {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	/* eslint-enable no-bitwise, operator-assignment, unicorn/prefer-math-trunc */

	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		pick(items) {
			const item = items[below(items.length)];
			if (item === undefined) {
				throw new Error('There is nothing to choose from');
			}

			return item;
		},
		chance: percent => below(100) < percent,
	};
}
