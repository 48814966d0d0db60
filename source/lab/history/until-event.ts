import {type LabEvent} from '../events/events.js';
import {type EventSource} from './event-log.js';
import {type LabState} from './state.js';

/**
Resolves at the first event, from now on, that the condition accepts, or when the signal is aborted. The condition gets the state after the event.

@param signal - Absent: it is never aborted.
*/
export async function untilEvent(
	log: EventSource,
	isIt: (event: LabEvent, state: LabState) => boolean,
	signal?: AbortSignal,
): Promise<void> {
	if (signal?.aborted) {
		return;
	}

	await new Promise<void>(resolve => {
		const end = () => {
			unsubscribe();
			signal?.removeEventListener('abort', end);
			resolve();
		};

		const unsubscribe = log.subscribe((event, state) => {
			if (isIt(event, state)) {
				end();
			}
		});
		signal?.addEventListener('abort', end);
	});
}
