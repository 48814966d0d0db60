import {once} from 'node:events';
import process from 'node:process';
import {type Scene} from './scene.js';
import {takeColouredThread} from './thread.js';
import {
	type DrawAnswer,
	type DrawRequest,
	type ViewStart,
} from './view-thread.js';

/** A picture for a file: whoever draws it waits for each frame. */
export type LastingPicture<Event, State, Doing, Choice> = {
	/** @throws when the drawing thread has failed. */
	readonly draw: (
		request: DrawRequest<Event, State, Doing, Choice>,
	) => Promise<string>;
	/** Resolves when the drawing thread has ended. */
	readonly close: () => Promise<void>;
};

/** Opens a picture that has its colours wherever it is drawn: a file is for other terminals than this one. @param state - What it starts from. */
export function openLastingPicture<Event, State, Doing, Choice>(
	scene: Scene<State, Doing, Choice>,
	state: State,
): LastingPicture<Event, State, Doing, Choice> {
	const start: ViewStart = {scene: scene.name, state};
	const thread = takeColouredThread();
	thread.postMessage(start);
	return {
		async draw(request) {
			thread.postMessage(request);
			for (;;) {
				// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- One answer after the other; what crosses over between threads has no type.
				const [told] = (await once(thread, 'message')) as [DrawAnswer];
				if (told.type === 'frame') {
					return told.frame;
				}

				process.emitWarning(told.message, told.name);
			}
		},
		async close() {
			await thread.terminate();
		},
	};
}
