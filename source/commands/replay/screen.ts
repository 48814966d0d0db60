import {once} from 'node:events';
import process from 'node:process';
import {type ReplayOptions} from '../../options/read-replay.js';
import {createPlayback, type Playback} from '../../lab/history/playback.js';
import {Refusal} from '../../refusal.js';
import {isChoice, type ChoiceCommand} from '../../keys/choice-command.js';
import {explainReplayKey} from '../../keys/explain-replay-key.js';
import {copiedOf} from '../../output/copied.js';
import {copyAndSay} from '../copy-key.js';
import {replayCommand, type ReplayCommand} from '../../keys/replay-keys.js';
import {openKeyboard} from '../../terminal/keyboard.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {endBy} from '../../terminal/signals.js';
import {isHistory} from '../../ui/choose-in-history.js';
import {choose, nothingChosen} from '../../ui/chosen.js';
import {helpPages} from '../../ui/help-pages.js';
import {historySurroundings} from '../../ui/history-surroundings.js';
import {productionSurroundings} from '../../ui/production-place.js';
import {mount, type Drawing} from '../../drawing/mount.js';
import {frameInterval, labScene} from '../../drawing/scene.js';
import {suspendScreen} from '../lab/suspend-screen.js';
import {leaveScreen, leaveUndrawn} from '../leave-screen.js';
import {reportNow} from '../report-key.js';
import {type Reporter} from '../reporter.js';
import {replayCode} from './replay-code.js';
import {type RecordingReader} from './recording-reader.js';
import {shownCourse} from './shown-course.js';

/** What a replay on the screen works with. */
type ReplayContext = {
	readonly screen: Screen;
	/** Aborted to quit; Ctrl-C does it too. */
	readonly leave: AbortController;
	readonly report: Pick<Reporter, 'now'>;
};

/** Plays a recording on the screen until Ctrl-C. @returns The exit code, the same as for lines. @throws {Refusal} when the screen can no longer be drawn. */
export async function runReplayScreen(
	reader: RecordingReader,
	{speed, seek}: ReplayOptions,
	{screen, leave, report}: ReplayContext,
): Promise<number> {
	const {recorded, cutShort} = reader;
	// Nobody has seen anything before the first picture: time begins with it.
	let shownAt = Infinity;
	const player = createPlayback(
		recorded,
		() => Math.max(0, performance.now() - shownAt),
		speed,
	);
	if (seek) {
		player.seek(seek);
	}

	const view = mount(screen, player, labScene, leaveUndrawn(leave));
	let timer: NodeJS.Timeout | undefined;
	let reading: NodeJS.Immediate | undefined;

	let course = shownCourse(player.course());
	const activity = () =>
		({
			type: 'replay',
			...player.status(),
			isCutShort: cutShort() !== undefined,
			course,
		}) as const;

	/** Does something that may read the recording: it leaves the screen if that can't be read any more. */
	const orLeave =
		<Args extends readonly unknown[]>(act: (...args: Args) => void) =>
		(...args: Args) => {
			try {
				act(...args);
			} catch (error: unknown) {
				if (!(error instanceof Refusal)) {
					throw error;
				}

				leave.abort(error);
			}
		};

	/** Plays what is due, now and from now on. */
	const play = orLeave(() => {
		clearTimeout(timer);
		const pause = player.advance();
		view.follow(activity());
		timer = pause === undefined ? undefined : setTimeout(play, pause);
	});

	let toldAt = performance.now();
	/** Reads the recording on between all other things, and says now and then how far it is. */
	const readOn = orLeave(() => {
		reader.readOn();
		if (!recorded.isRead()) {
			reading = setImmediate(readOn);
		}

		if (recorded.isRead() || performance.now() - toldAt >= frameInterval) {
			toldAt = performance.now();
			course = shownCourse(player.course());
			if (player.readOn()) {
				view.reset();
			}

			play();
		}
	});

	const onKey = orLeave(
		keyHandler({player, view, screen, play, leave, report}),
	);
	const keyboard = openKeyboard(process.stdin, {
		onKey,
		asker: screen,
		onEnd() {
			endBy('SIGHUP');
		},
	});
	screen.open();
	const stopSuspending = suspendScreen(screen, keyboard);
	try {
		play();
		view.draw();
		if (!recorded.isRead()) {
			reading = setImmediate(readOn);
		}

		const left = leave.signal.aborted
			? Promise.resolve()
			: once(leave.signal, 'abort');
		await Promise.race([screen.shown(), left]);
		shownAt = performance.now();
		play();
		await left;
	} finally {
		clearTimeout(timer);
		clearImmediate(reading);
		await leaveScreen({screen, keyboard, view, stopSuspending}, () => {
			const why = cutShort();
			return why === undefined ? '' : `${why}\n`;
		});
	}

	if (leave.signal.reason instanceof Refusal) {
		throw leave.signal.reason;
	}

	reader.readAll();
	return replayCode(recorded.state(), cutShort());
}

type End = Extract<ReplayCommand, 'first' | 'last'>;

/** What a key does to the player. */
type Action = Exclude<ReplayCommand, ChoiceCommand | 'leave'> | End;

function isEnd(command: ReplayCommand): command is End {
	return command === 'first' || command === 'last';
}

function keyHandler({
	player,
	view,
	screen,
	play,
	leave,
	report,
}: ReplayContext & {
	readonly player: Playback;
	readonly view: Drawing;
	readonly play: () => void;
}): (key: Key) => void {
	let chosen = nothingChosen;
	/** Draws at once, without a note about an earlier key. */
	const moved = (move: () => void) => () => {
		move();
		play();
		view.setChosen(chosen);
	};

	const jumped = (jump: () => void) =>
		moved(() => {
			jump();
			view.reset();
		});

	/** Home and End move in the history while that is open, otherwise in the recording. */
	const isForPlayer = (
		command: Exclude<ReplayCommand, 'leave'>,
	): command is Action =>
		!isChoice(command) || (isEnd(command) && !isHistory(chosen.panel));

	const toKill = (direction: 'before' | 'after') => () => {
		if (player.jumpToKill(direction)) {
			moved(view.reset)();
		} else {
			view.say(`no kill ${direction} this place`);
		}
	};

	const actions: Readonly<Record<Action, () => void>> = {
		pause: moved(player.togglePause),
		step: moved(player.step),
		'step-back': jumped(player.stepBack),
		'kill-before': toKill('before'),
		'kill-after': toKill('after'),
		first: jumped(() => {
			player.jumpTo('begin');
		}),
		last: jumped(() => {
			player.jumpTo('end');
		}),
		redraw: screen.redraw,
		copy() {
			copyAndSay(copiedOf(player.state()), {screen, view});
		},
		restart: jumped(player.restart),
		faster: moved(() => {
			player.changeSpeed(2);
		}),
		slower: moved(() => {
			player.changeSpeed(1 / 2);
		}),
		report() {
			void reportNow(report, {
				say: view.say,
				tell(text) {
					chosen = {...chosen, panel: {type: 'message', text}};
					view.setChosen(chosen);
				},
			});
		},
	};

	return key => {
		const command = replayCommand(key);
		const note = explainReplayKey(key);
		if (note !== undefined) {
			view.say(note);
		}

		if (command === undefined) {
			return;
		}

		if (command === 'leave') {
			leave.abort();
		} else if (isForPlayer(command)) {
			actions[command]();
		} else {
			chosen = choose(chosen, command, {
				helpPages: helpPages(screen.columns(), screen.rows(), true),
				kills: player.state().run?.kills.length ?? 0,
				...productionSurroundings(player.state(), screen),
				armable: [],
				workloads: [],
				history: historySurroundings(player.state(), screen),
			});
			view.setChosen(chosen);
		}
	};
}
