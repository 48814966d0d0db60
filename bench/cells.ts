import {formatBytes} from '../source/format.js';
import {median, quantile} from './statistics.js';

/** A time in a table. @param ms - Infinite: the wait was given up. */
export function timeCell(ms: number): string {
	if (ms === Infinity) {
		return 'given up';
	}

	return ms < 1000
		? `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
		: `${(ms / 1000).toFixed(2)} s`;
}

/** How many times as much. */
export function ratioCell(value: number, floor: number): string {
	return (value / floor).toFixed(2);
}

/** The parts of many times that a person asks for. */
export const parts = [0.5, 0.95, 0.99] as const;

export const partNames = ['p50', 'p95', 'p99'] as const;

/** P50, p95 and p99 of some times. */
export function partCells(times: readonly number[]): readonly string[] {
	return parts.map(part =>
		times.length === 0 ? '' : timeCell(quantile(times, part)),
	);
}

/** The largest of some sizes in bytes. */
export function mostBytes(sizes: readonly number[]): string {
	return formatBytes(Math.max(...sizes));
}

/** The median of some times. */
export function medianCell(times: readonly number[]): string {
	return timeCell(median(times));
}
