/** How often something was seen, and how often not, in each of two samples. */
export type FourFold = {
	readonly one: readonly [seen: number, not: number];
	readonly other: readonly [seen: number, not: number];
};

/** Two tables are equally likely if their chances differ by no more than this part: they are computed in another order. */
const tolerance = 1e-7;

/**
Fisher's exact test, both sides: how likely samples from one truth differ as much as these, or more. Pure.

@returns The p-value, 0 to 1.
*/
export function fisher({one: [a, b], other: [c, d]}: FourFold): number {
	const seen = a + c;
	const least = Math.max(0, seen - (c + d));
	const most = Math.min(seen, a + b);
	const chances = Array.from({length: most - least + 1}, (_, index) =>
		chanceOf(least + index, {seen, one: a + b, other: c + d}),
	);
	const met = chances[a - least] ?? 0;
	const sum = chances
		.filter(chance => chance <= met * (1 + tolerance))
		.reduce((total, chance) => total + chance, 0);
	return Math.min(1, sum);
}

/** The chance that so many of those that were seen are in the first sample. */
function chanceOf(
	inOne: number,
	{
		seen,
		one,
		other,
	}: {readonly seen: number; readonly one: number; readonly other: number},
): number {
	return Math.exp(
		logChoose(one, inOne) +
			logChoose(other, seen - inOne) -
			logChoose(one + other, seen),
	);
}

/** The logarithm of the number of ways to choose so many of them. */
function logChoose(of: number, chosen: number): number {
	return logFactorial(of) - logFactorial(chosen) - logFactorial(of - chosen);
}

const logFactorials = [0];

/** Each is the one before and one number more, so that it is exact enough for any number of trials. */
function logFactorial(number: number): number {
	for (let known = logFactorials.length; known <= number; known++) {
		logFactorials.push((logFactorials[known - 1] ?? 0) + Math.log(known));
	}

	return logFactorials[number] ?? 0;
}

/**
Corrects the p-values of many comparisons, after Holm: of all that are called different at 5 %, the chance that even one is not is 5 % [S. Holm, A simple sequentially rejective multiple test procedure, 1979]. Pure.

@returns The corrected ones, in the same order.
*/
export function holm(values: readonly number[]): readonly number[] {
	const order = values
		.map((value, index) => ({value, index}))
		.toSorted((one, other) => one.value - other.value);
	const corrected = Array.from({length: values.length}, () => 1);
	let least = 0;
	for (const [rank, {value, index}] of order.entries()) {
		least = Math.max(least, Math.min(1, value * (values.length - rank)));
		corrected[index] = least;
	}

	return corrected;
}
