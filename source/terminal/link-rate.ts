/** A smaller difference in bytes than this, compared with the smallest answered question, says nothing about a link's rate. */
const leastMore = 128;

/** The number of measurements that are kept. The best one counts: a busy machine sometimes makes a link seem slow, and nothing makes it seem fast. */
const remembered = 32;

/** How much a link to a terminal carries, measured by its answers. */
export type LinkRate = {
	/** Records that this many bytes were answered after this many ms. */
	readonly measured: (bytes: number, took: number) => void;
	/** In bytes a second; `undefined` until enough has been sent. */
	readonly rate: () => number | undefined;
	/** How long the way there and back takes by itself, in ms: the shortest time in which anything was answered. `undefined` before the first answer. */
	readonly way: () => number | undefined;
};

/** Measures a link, by how much longer more bytes take than few. */
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
