import {type LabEvent} from '../events/events.js';
import {type WaitState} from '../events/wait.js';

type WaitEvent = Extract<LabEvent, {readonly wait: number}>;

/** Folds an event of a wait into the current waits. Pure. */
export function reduceWaits(
	waits: readonly WaitState[],
	event: WaitEvent,
): readonly WaitState[] {
	switch (event.type) {
		case 'wait-started': {
			const {wait, kind, since, connectionId} = event;
			return [
				...waits,
				{wait, kind, since, ...(connectionId !== undefined && {connectionId})},
			];
		}

		case 'wait-seen': {
			return waits.map(wait =>
				wait.wait === event.wait ? {...wait, sight: event.sight} : wait,
			);
		}

		case 'wait-ended': {
			return waits.filter(({wait}) => wait !== event.wait);
		}
	}
}
