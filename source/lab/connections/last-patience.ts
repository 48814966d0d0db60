import {type WaitSight} from '../events/wait.js';
import {
	leaveLimit,
	mayGoOn,
	unseenLimit,
	workLimit,
} from '../history/wait-rule.js';
import {pause} from './pause.js';

/** One step of the wait, in ms. */
const step = 100;

/** Before the first look, and between two looks, in ms: most waits are over by then. */
const lookPause = 300;

/**
Waits a last time for the server after the user has quit: {@link leaveLimit} after the start, or {@link unseenLimit} if no look has ended by then; as long after each look that sees that the wait may be over at any moment, but never longer than {@link workLimit}.

It counts its steps, not the clock: when the machine or the program stands still for a second, the server has had no second to answer in.

@param look - What another connection sees of the wait.
@param over - Aborted when the wait is over.
*/
export async function lastPatience(
	look: () => Promise<WaitSight>,
	over: AbortSignal,
): Promise<void> {
	const done = new AbortController();
	const end = AbortSignal.any([done.signal, over]);
	let waited = 0;
	let until = leaveLimit;
	let hasSeen = false;
	const watch = async () => {
		await pause(lookPause, end);
		while (!end.aborted) {
			const sight = await look();
			hasSeen = true;
			if (mayGoOn(sight)) {
				until = Math.min(waited + leaveLimit, workLimit);
			}

			await pause(lookPause, end);
		}
	};

	void watch();
	while (waited < (hasSeen ? until : unseenLimit) && !over.aborted) {
		await pause(step, over);
		waited += step;
	}

	done.abort();
}
