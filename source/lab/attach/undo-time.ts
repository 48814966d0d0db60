import {type VictimState} from './attach-state.js';
import {rowsPerSecond} from './pace.js';

/** Rollbacks of 500,000 rows took 0.6 to 2.3 times as long as the changes [measured: 154 rollbacks on three servers]. */
const shortest = 0.6;
const longest = 2.3;

/** How long it would take to undo what a transaction has changed, in ms, by the rate at which it changes rows now; `undefined`: it changes none. Pure. */
export function undoTime({
	samples,
	last,
}: Pick<VictimState, 'samples' | 'last'>):
	{readonly least: number; readonly most: number} | undefined {
	const rate = rowsPerSecond(samples) ?? 0;
	const rows = last?.transaction?.rows;
	if (rate <= 0 || rows === undefined) {
		return undefined;
	}

	const changing = (rows / rate) * 1000;
	return {least: shortest * changing, most: longest * changing};
}
