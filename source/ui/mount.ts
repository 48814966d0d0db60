import {type EventLog} from '../lab/event-log.js';
import {type Screen} from '../terminal/screen.js';
import {type Activity} from './activity.js';
import {createPicture} from './picture.js';

/** The time between two draws of a part, in ms. The view must leave the event loop to the keys: eight parts a second take three percent of it. */
const drawInterval = 120;

/** How long after a kill's news it is drawn, in ms: at once to the eye, and the news of the same moment come along. */
const echoDelay = 20;

/** The parts that change while a run goes on, in the order in which they are drawn: the progress more often than the kills. */
const turns = [1, 2, 1, 2, 1] as const;

/** The part with the kill log. */
const controlPart = 2;

/** The lab's picture on a screen. */
export type View = {
	/** Says what the program is at, and shows it at once. */
	readonly setActivity: (activity: Activity) => void;
	/** Shows or hides what the keys and the words mean. */
	readonly toggleHelp: () => void;
	/** Draws the newest state at once: the echo of a key. */
	readonly draw: () => void;
	readonly unmount: () => void;
};

/** Draws the log's state on the screen, again whenever it changes and, while a run goes on, for its clocks. */
export function mount(screen: Screen, log: EventLog, initial: Activity): View {
	const picture = createPicture();
	let activity = initial;
	let isHelpShown = false;
	let timer: NodeJS.Timeout | undefined;
	let echo: NodeJS.Timeout | undefined;
	let turn = 0;
	/** How many draws are due until every part shows the newest state. */
	let due = 0;

	const shown = () => ({
		state: log.state(),
		activity,
		isHelpShown,
		now: log.now(),
		columns: screen.columns(),
		rows: screen.rows(),
	});

	const drawPart = (part: number) => {
		screen.stdout.write(picture.drawPart(shown(), part));
	};

	const drawNext = () => {
		timer = undefined;
		turn = (turn + 1) % turns.length;
		drawPart(turns[turn] ?? controlPart);
		due--;
		if (activity === 'running' || activity === 'leaving' || due > 0) {
			timer = setTimeout(drawNext, drawInterval);
		}
	};

	const drawSoon = () => {
		due = turns.length;
		timer ??= setTimeout(drawNext, drawInterval);
	};

	const drawEcho = () => {
		echo ??= setTimeout(() => {
			echo = undefined;
			drawPart(controlPart);
		}, echoDelay);
	};

	const draw = () => {
		screen.stdout.write(picture.draw(shown()));
		drawSoon();
	};

	const unsubscribe = log.subscribe(({type}) => {
		drawSoon();
		if (type === 'run-started') {
			// The head changes with the run only.
			draw();
		} else if (type.startsWith('kill-')) {
			drawEcho();
		}
	});
	screen.stdout.on('resize', draw);
	draw();

	return {
		setActivity(next) {
			activity = next;
			draw();
		},
		toggleHelp() {
			isHelpShown = !isHelpShown;
			draw();
		},
		draw,
		unmount() {
			clearTimeout(timer);
			clearTimeout(echo);
			unsubscribe();
			screen.stdout.off('resize', draw);
			picture.unmount();
		},
	};
}
