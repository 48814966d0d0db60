import {type WaitCause, type WaitSight} from './wait.js';

/** A wait that lasts longer, in ms, is told. */
export const toldAfter = 3000;

/** Before the server is looked at again, in ms. */
export const lookInterval = 2000;

/** What goes on without any change is told again after so long, in ms. */
const repeatInterval = 10_000;

/** How long a wait may last when the lab is left, in ms. */
export const leaveLimit = 1000;

/** Whether a sight is to be told. Pure. */
export function isToldAgain(
	sight: WaitSight,
	told: {readonly sight: WaitSight; readonly at: number} | undefined,
	now: number,
): boolean {
	return (
		told === undefined ||
		now - told.at >= repeatInterval ||
		essence(sight) !== essence(told.sight)
	);
}

/** What is told of a sight, without its clocks. */
function essence(sight: WaitSight): string {
	return JSON.stringify(sight, (key, value: unknown) =>
		key === 'seconds' ? undefined : value,
	);
}

/** What a thread waits for, by its state. Pure; the states are the servers' own [measured]. */
export function lockOf(
	state: string,
): Extract<WaitCause, {type: 'lock'}>['lock'] | 'semi-sync' | undefined {
	if (/semi-sync ack/i.test(state)) {
		return 'semi-sync';
	}

	if (/waiting for (?:global read|commit|backup) lock/i.test(state)) {
		return 'global';
	}

	return /metadata lock/i.test(state) ? 'table' : undefined;
}
