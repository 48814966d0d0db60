import {createHash} from 'node:crypto';

/** Repeatable random numbers from 0 to 1: the same seed gives the same numbers. */
export type Random = () => number;

/** Makes random numbers from a seed. */
export function randomOf(seed: string): Random {
	let count = 0;
	return () => {
		count++;
		return (
			createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() /
			2 ** 32
		);
	};
}

/** One of the values. */
export function pick<Value>(values: readonly Value[], random: Random): Value {
	const value = values[Math.floor(random() * values.length)];
	if (value === undefined) {
		throw new Error('Nothing to pick from');
	}

	return value;
}
