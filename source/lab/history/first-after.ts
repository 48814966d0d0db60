/**
The first of so many indices from which on something is so; their number, if it is so for none. Pure.

@param isSo - False for the indices at the beginning, true from one of them on.
*/
export function firstIndex(
	length: number,
	isSo: (index: number) => boolean,
): number {
	let from = 0;
	let to = length;
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		if (isSo(middle)) {
			to = middle;
		} else {
			from = middle + 1;
		}
	}

	return from;
}

/** The index of the first of some items in order from which on something is so; their number, if it is so for none. Pure. */
export function firstAfter<Item>(
	items: readonly Item[],
	isSo: (item: Item) => boolean,
): number {
	return firstIndex(items.length, index => {
		const item = items[index];
		return item !== undefined && isSo(item);
	});
}
