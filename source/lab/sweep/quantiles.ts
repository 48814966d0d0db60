/** What a sample of times is like, in its own unit. */
export type Quantiles = {
	readonly p50: number;
	readonly p95: number;
	readonly max: number;
};

/** The nearest ranks: each is a value that was measured. Pure; `undefined`: nothing was. */
export function quantilesOf(values: readonly number[]): Quantiles | undefined {
	const sorted = values.toSorted((one, other) => one - other);
	const max = sorted.at(-1);
	if (max === undefined) {
		return undefined;
	}

	const at = (share: number) =>
		sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? max;
	return {p50: at(0.5), p95: at(0.95), max};
}
