/** Fewer bytes more than the least that were answered say nothing of how much a link carries. */
const leastMore = 128;

/** So many measurements are remembered. The best of them counts: a busy machine makes a link seem slow now and then, and nothing makes it seem fast. */
const remembered = 32;

/** How much a link to a terminal carries, told by its answers. */
export type LinkRate = {
	/** So many bytes have been answered after so many ms. */
	readonly measured: (bytes: number, took: number) => void;
	/** In bytes a second; `undefined` until enough has been sent. */
	readonly rate: () => number | undefined;
	/** How long the way there and back takes by itself, in ms: the shortest time in which anything was answered. `undefined` before the first answer. */
	readonly way: () => number | undefined;
};

/** Measures a link: what more bytes take longer than few. */
export function measureLink(): LinkRate {
	let least: {readonly bytes: number; readonly took: number} | undefined;
	const rates: number[] = [];

	return {
		measured(bytes, took) {
			if (!least || took < least.took) {
				least = {bytes, took};
			}

			const more = bytes - least.bytes;
			if (more >= leastMore) {
				rates.unshift((more * 1000) / Math.max(1, took - least.took));
				rates.splice(remembered);
			}
		},
		rate: () => (rates.length === 0 ? undefined : Math.max(...rates)),
		way: () => least?.took,
	};
}
