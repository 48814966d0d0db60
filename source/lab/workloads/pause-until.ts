import {pause} from '../connections/pause.js';
import {type LabState} from '../history/state.js';
import {untilEvent} from '../history/until-event.js';
import {type Stage} from './contract.js';

/** Waits until the log's state is such, for a time in ms at most, or until the user quits. */
export async function pauseUntil(
	{log, signal}: Pick<Stage, 'log' | 'signal'>,
	isSuch: (state: LabState) => boolean,
	limit: number,
): Promise<void> {
	if (isSuch(log.state())) {
		return;
	}

	const over = new AbortController();
	const ending = AbortSignal.any([signal, over.signal]);
	await Promise.race([
		untilEvent(log, (_, state) => isSuch(state), ending),
		pause(limit, ending),
	]);
	over.abort();
}
