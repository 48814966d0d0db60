/*
The drawing thread. Ink takes 8 ms for a screen of 120 x 40, and its garbage collection up to 40 ms now and then [measured]; in the thread that reads the keys, a kill would wait for that.

It folds the same events as everything else, so that only news is sent to it.
*/
import process from 'node:process';
import {parentPort, workerData} from 'node:worker_threads';
import {type LabEvent} from '../lab/events/events.js';
import {reduce} from '../lab/history/reduce.js';
import {type LabState} from '../lab/history/state.js';
import {type Shown} from '../ui/app.js';
import {createPicture} from './picture.js';

/** What the thread starts from. */
export type ViewStart = {readonly state: LabState};

/** A request for a frame. */
export type DrawRequest = Omit<Shown, 'state'> & {
	/** What has happened since the last request. */
	readonly events: readonly LabEvent[];
	/** The state before these events, if it is not that of the last request. */
	readonly state?: LabState;
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

const picture = createPicture();
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- What crosses over between threads has no type.
let {state} = workerData as ViewStart;

parentPort?.on('message', ({events, state: jumpedTo, ...rest}: DrawRequest) => {
	state = jumpedTo ?? state;
	for (const event of events) {
		state = reduce(state, event);
	}

	answer({type: 'frame', frame: picture.draw({...rest, state})});
});
