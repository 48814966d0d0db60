import {type EventLog} from '../history/event-log.js';
import {untilEvent} from '../history/until-event.js';
import {aborted} from '../connections/aborted.js';
import {pause} from '../connections/pause.js';

/** How long a run waits for them once the user has quit, in ms. */
const leftLimit = 400;

/** Waits until each KILL of the newest run is answered, and the look that came with it, for a limited time once the signal is aborted. Without its answer, a KILL has no known effect; and a busy server can send the OK after the killed connection is gone [measured: MySQL]. */
export async function untilKillsAnswered(
	log: EventLog,
	signal: AbortSignal,
): Promise<void> {
	const over = new AbortController();
	await Promise.race([
		allAnswered(log, over.signal),
		left(signal, over.signal),
	]).finally(() => {
		over.abort();
	});
}

async function allAnswered(log: EventLog, over: AbortSignal): Promise<void> {
	const isOpen = () =>
		log
			.state()
			.run?.kills.some(
				({answer, thread}) =>
					!answer || (answer.type === 'acknowledged' && !thread),
			);
	if (!isOpen()) {
		return;
	}

	await untilEvent(log, () => !isOpen(), over);
}

async function left(signal: AbortSignal, over: AbortSignal): Promise<void> {
	await aborted(signal, over);
	await pause(leftLimit, over);
}
