import process from 'node:process';
import {type EventSource} from '../lab/history/event-log.js';
import {type Screen} from '../terminal/screen.js';
import {type Activity} from '../keys/activity.js';
import {type Chosen} from '../ui/chosen.js';
import {frameInterval, type Scene} from './scene.js';
import {takeThread} from './thread.js';
import {
	type DrawAnswer,
	type DrawRequest,
	type ViewStart,
} from './view-thread.js';

/** How long after news of a kill it is drawn, in ms: at once to the eye, and late enough to include other news of the same moment. */
const echoDelay = 20;

/** How long a note is shown, in ms. */
const noteTime = 5000;

/** The picture of a log's state on a screen. */
export type Drawing<Doing = Activity, Choice = Chosen> = {
	/** Sets what the program is doing, and shows it at once. Nothing is shown before. */
	readonly setActivity: (activity: Doing) => void;
	/** Sets what the program is doing, to be shown with the next frame. */
	readonly follow: (activity: Doing) => void;
	/** Shows for a while why the last key did nothing, or where it has written something. */
	readonly say: (note: string) => void;
	/** Shows what the person has chosen to see; the note about an earlier key goes. */
	readonly setChosen: (chosen: Choice) => void;
	/** Takes the picture from the log's state again, with the next frame: a replay has jumped. */
	readonly reset: () => void;
	/** Draws the newest state at once: the echo of a key. */
	readonly draw: () => void;
	/** Resolves when the drawing thread has ended. */
	readonly unmount: () => Promise<void>;
};

/**
Draws the log's state on the screen, and again whenever it changes and, during a run, for its clocks.

@param onError - Called when the picture can no longer be drawn. The kill keys do not depend on it.
*/
export function mount<
	Event extends {readonly type: string},
	State,
	Doing,
	Choice,
>(
	screen: Screen,
	log: EventSource<Event, State>,
	scene: Scene<State, Doing, Choice>,
	onError: (error: Error) => void,
): Drawing<Doing, Choice> {
	let activity: Doing | undefined;
	let chosen = scene.nothingChosen;
	let jumpedTo: State | undefined;
	let events: Event[] = [];
	let timer: NodeJS.Timeout | undefined;
	/** Until the picture changes with time alone. */
	let clock: NodeJS.Timeout | undefined;
	let echo: NodeJS.Timeout | undefined;
	/** Only one frame is made at a time; the newest state waits for it. */
	let isDrawing = false;
	let isDue = false;
	/** Whether the next frame is the echo of a key, and whether the one being made is. */
	let isUrgent = false;
	let isMakingUrgent = false;
	let note: string | undefined;
	let noteTimer: NodeJS.Timeout | undefined;

	const start: ViewStart = {
		scene: scene.name,
		state: log.state(),
		practice: {
			activity: scene.begins,
			chosen: scene.nothingChosen,
			now: 0,
			columns: screen.columns(),
			rows: screen.rows(),
		},
	};
	const thread = takeThread();
	thread.postMessage(start);

	const makeFrame = () => {
		if (activity === undefined) {
			return;
		}

		if (isDrawing) {
			isDue = true;
			return;
		}

		clearTimeout(timer);
		clearTimeout(clock);
		timer = undefined;
		isDrawing = true;
		isDue = false;
		isMakingUrgent = isUrgent;
		isUrgent = false;
		const request: DrawRequest<Event, State, Doing, Choice> = {
			events,
			activity,
			note,
			chosen,
			...(jumpedTo !== undefined && {state: jumpedTo}),
			now: log.now(),
			columns: screen.columns(),
			rows: screen.rows(),
		};
		events = [];
		jumpedTo = undefined;
		thread.postMessage(request);
	};

	const draw = () => {
		isUrgent = true;
		makeFrame();
	};

	const drawSoon = () => {
		timer ??= setTimeout(makeFrame, frameInterval);
	};

	const drawEcho = () => {
		echo ??= setTimeout(() => {
			echo = undefined;
			draw();
		}, echoDelay);
	};

	thread.on('message', (told: DrawAnswer) => {
		if (told.type === 'warning') {
			process.emitWarning(told.message, told.name);
			return;
		}

		isDrawing = false;
		if (isMakingUrgent) {
			screen.hurry();
		}

		screen.stdout.write(told.frame);
		const moves =
			activity === undefined
				? undefined
				: scene.movesAfter(activity, log.state());
		if (isDue) {
			makeFrame();
		} else if (moves !== undefined) {
			// A frame that comes while all ends keeps nobody waiting for the next one.
			clock = setTimeout(makeFrame, moves).unref();
		}
	});
	thread.on('error', onError);

	const unsubscribe = log.subscribe(event => {
		events.push(event);
		// What comes of a kill while the lab is being left is no echo.
		if (event.type.startsWith('kill-') && activity !== 'leaving') {
			drawEcho();
		} else {
			drawSoon();
		}
	});
	screen.stdout.on('resize', draw);

	return {
		setActivity(next) {
			if (next === activity) {
				return;
			}

			activity = next;
			if (next === 'leaving') {
				// What has just come of kills comes along.
				clearTimeout(echo);
			}

			draw();
		},
		follow(next) {
			activity = next;
			// The next frame may be far off.
			drawSoon();
		},
		setChosen(next) {
			chosen = next;
			note = undefined;
			clearTimeout(noteTimer);
			draw();
		},
		reset() {
			events = [];
			jumpedTo = log.state();
			drawSoon();
		},
		say(next) {
			note = next;
			clearTimeout(noteTimer);
			noteTimer = setTimeout(() => {
				note = undefined;
				makeFrame();
			}, noteTime);
			draw();
		},
		draw,
		async unmount() {
			clearTimeout(timer);
			clearTimeout(clock);
			clearTimeout(echo);
			clearTimeout(noteTimer);
			unsubscribe();
			screen.stdout.off('resize', draw);
			await thread.terminate();
		},
	};
}
