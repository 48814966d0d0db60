/** The bounds of a share, each 0 to 1. */
export type Interval = {readonly low: number; readonly high: number};

/** The quantile of the normal distribution for an interval that holds the truth in 95 of 100 cases. */
export const usualZ = 1.959_963_984_540_054;

/**
The Wilson score interval of a share: unlike the usual one it says something sensible of 0 of 20, too [E. B. Wilson, Probable inference, 1927]. Pure.

@param count - How often something was seen.
@param of - In how many trials; of none, anything is possible.
*/
export function wilson(count: number, of: number, z = usualZ): Interval {
	if (of === 0) {
		return {low: 0, high: 1};
	}

	const share = count / of;
	const square = z ** 2;
	const centre = share + square / (2 * of);
	const spread = z * Math.sqrt((share * (1 - share) + square / (4 * of)) / of);
	const scale = 1 + square / of;
	return {
		// What rounding adds must not make a share of 0 or of all less certain than it is.
		low: count === 0 ? 0 : (centre - spread) / scale,
		high: count === of ? 1 : (centre + spread) / scale,
	};
}
