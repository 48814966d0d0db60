/** The value below which this part of the numbers lies: `quantile(values, 0.99)` is their p99. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const index = Math.ceil(part * sorted.length) - 1;
	const value = sorted[Math.max(0, index)];
	if (value === undefined) {
		throw new Error('No quantile without numbers');
	}

	return value;
}

/** The median. */
export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}
