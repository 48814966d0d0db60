import {type WaitCause, type WaitSight} from '../events/wait.js';

/** A wait that lasts longer than this, in ms, is reported. */
export const toldAfter = 3000;

/** The pause before the next look at the server, in ms. */
export const lookInterval = 2000;

/** An unchanged wait is reported again after this long, in ms. */
const repeatInterval = 10_000;

/** How long a wait may last once the user quits, in ms. */
export const leaveLimit = 1000;

/** The same while no look has told anything yet: a busy machine needs longer for one. */
export const unseenLimit = 2000;

/** The same while the server answers, and shows nothing that the lab would have to wait for: it is at work, such as on a rollback or a DROP, or has just answered. Cutting that off would leave the table behind. */
export const workLimit = 5000;

/** Whether what the lab waits for may come at any moment. Pure. */
export function mayGoOn(sight: WaitSight): boolean {
	return sight.type === 'seen' && sight.cause === undefined;
}

/** Whether to report a sight. Pure. */
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

/** What is reported of a sight, without its clocks. */
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
