/*
The drawing thread. Ink takes 8 ms for a screen of 120 x 40, and its garbage collection up to 40 ms now and then [measured]; in the thread that reads the keys, a kill would wait for that.

It folds the same events as everything else, so that only news is sent to it.
*/
import process from 'node:process';
import {parentPort} from 'node:worker_threads';
import {type ComponentType} from 'react';
import {reduceAttach} from '../lab/attach/reduce-attach.js';
import {reduce} from '../lab/history/reduce.js';
import {reduceSight} from '../lab/sweep/sweep-sight.js';
import {App} from '../ui/app.js';
import {AttachApp} from '../ui/attach/attach-app.js';
import {type Shown} from '../ui/shown.js';
import {SweepApp} from '../ui/sweep/sweep-app.js';
import {createPicture} from './picture.js';
import {type SceneName} from './scene.js';

/** What the thread starts from: its first message. */
export type ViewStart = {
	readonly scene: SceneName;
	readonly state: unknown;
	/** What is drawn for practice, and not shown: the first frame that is asked for comes sooner then. */
	readonly practice?: Practice<unknown, unknown>;
};

type Practice<Doing, Choice> = Omit<Shown<unknown, Doing, Choice>, 'state'>;

/** A request for a frame. */
export type DrawRequest<Event, State, Doing, Choice> = Omit<
	Shown<State, Doing, Choice>,
	'state'
> & {
	/** What has happened since the last request. */
	readonly events: readonly Event[];
	/** The state before these events, if it is not that of the last request. */
	readonly state?: State;
};

/** What the thread sends. */
export type DrawAnswer =
	/** The text of the frame that was asked for. */
	| {readonly type: 'frame'; readonly frame: string}
	/** A warning of Node's: it must not be written on the terminal from here. */
	| {readonly type: 'warning'; readonly name: string; readonly message: string};

function answer(told: DrawAnswer): void {
	parentPort?.postMessage(told);
}

process.removeAllListeners('warning');
process.on('warning', ({name, message}) => {
	answer({type: 'warning', name, message});
});

/** Answers requests for frames. What crosses over between threads has no type. */
function serve<Event, State, Doing, Choice>(
	component: ComponentType<{readonly shown: Shown<State, Doing, Choice>}>,
	fold: (state: State, event: Event) => State,
	start: ViewStart,
): void {
	const picture = createPicture(component);
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- See above.
	let state = start.state as State;
	if (start.practice) {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- See above.
		const practice = start.practice as Practice<Doing, Choice>;
		picture.draw({...practice, state});
	}

	parentPort?.on(
		'message',
		({
			events,
			state: jumpedTo,
			...rest
		}: DrawRequest<Event, State, Doing, Choice>) => {
			state = jumpedTo ?? state;
			for (const event of events) {
				state = fold(state, event);
			}

			answer({type: 'frame', frame: picture.draw({...rest, state})});
		},
	);
}

/** What each scene is drawn by. */
const scenes: Readonly<Record<SceneName, (start: ViewStart) => void>> = {
	lab(start) {
		serve(App, reduce, start);
	},
	attach(start) {
		serve(AttachApp, reduceAttach, start);
	},
	sweep(start) {
		serve(SweepApp, reduceSight, start);
	},
};

parentPort?.once('message', (start: ViewStart) => {
	scenes[start.scene](start);
});
