import {
	shootFilm,
	type FilmOptions,
	type LabPicture,
} from '../../source/commands/replay/shoot-film.js';
import {type LabEvent} from '../../source/lab/events/events.js';
import {recordedEvents} from '../../source/lab/history/recorded-events.js';
import {reduce} from '../../source/lab/history/reduce.js';
import {type LabState} from '../../source/lab/history/state.js';
import {type Film} from '../../source/output/film.js';
import {openPicture} from './frame.js';

const startedAt = Date.UTC(2026, 10, 27);

/** A film of these events, drawn in this thread. */
export async function filmed(
	events: readonly LabEvent[],
	options: Partial<FilmOptions> = {},
	signal?: AbortSignal,
): Promise<Film> {
	return shootFilm(
		{recorded: recordedEvents(events), startedAt, cutShort: undefined},
		{speed: 1, columns: 100, rows: 30, ...options},
		near,
		signal,
	);
}

function near(first: LabState): LabPicture {
	const picture = openPicture();
	let state = first;
	return {
		async draw({events, ...shown}) {
			for (const event of events) {
				state = reduce(state, event);
			}

			return picture.draw({...shown, state});
		},
		async close() {
			picture.unmount();
		},
	};
}
