import process from 'node:process';
import {mount} from '../../drawing/mount.js';
import {sweepScene} from '../../drawing/scene.js';
import {aborted} from '../../lab/connections/aborted.js';
import {
	createStore,
	type EventSource,
	type EventStore,
} from '../../lab/history/event-log.js';
import {
	reduceSight,
	type SweepEvent,
	type SweepSight,
} from '../../lab/sweep/sweep-sight.js';
import {type SweepOptions} from '../../options/read-sweep.js';
import {sweepText} from '../../output/sweep-map.js';
import {Refusal} from '../../refusal.js';
import {openKeyboard} from '../../terminal/keyboard.js';
import {type Screen} from '../../terminal/screen.js';
import {endBy} from '../../terminal/signals.js';
import {waitLine} from '../../wording/wait-words.js';
import {leaveScreen, leaveUndrawn} from '../leave-screen.js';
import {suspendScreen} from '../lab/suspend-screen.js';
import {startWaitProgress} from '../wait-progress.js';
import {bindSweepKeys} from './bindings.js';
import {exitCodeOfSweep} from './exit-code-of-sweep.js';
import {type SweepContext} from './field.js';
import {createPauseGate, type PauseGate} from './pause-gate.js';
import {openSweep} from './sweep.js';

/** What a sweep on the screen works with. */
type ScreenContext = Pick<SweepContext, 'leftBehind'> & {
	readonly screen: Screen;
	/** Aborted to quit; Ctrl-C does it too. */
	readonly leave: AbortController;
};

/**
A sweep on the terminal: the map fills while one looks, until Ctrl-C. Then it stays on the terminal.

@returns The exit code.
@throws {Refusal} when there is no server, a file can't be written, or the screen can no longer be drawn.
*/
export async function runSweepScreen(
	options: SweepOptions,
	{screen, leave, leftBehind}: ScreenContext,
): Promise<number> {
	const {signal} = leave;
	const gate = createPauseGate(signal);
	const begun = new AbortController();
	let isOpen = false;
	const sweep = await openSweep(options, {
		leaving: signal,
		leftBehind,
		onLine(line) {
			log.append({type: 'line', line});
			begun.abort();
		},
		onNote(note) {
			process.stderr.write(`${note}\n`);
		},
		ready: gate.ready,
		tellWaits: source =>
			isOpen ? tellOnScreen(source) : startWaitProgress(source, process.stderr),
	});
	const before = sweep.state();
	const log = createStore<SweepEvent, SweepSight>(
		() => performance.now(),
		{...(before && {sweep: before}), isPaused: false},
		reduceSight,
	);
	const tellOnScreen = (source: EventSource) => {
		const tell = () => {
			const wait = source.state().waits?.at(-1);
			log.append({
				type: 'waiting',
				...(wait && {words: waitLine(wait, source.now(), screen.columns())}),
			});
		};

		return source.subscribe(({type}) => {
			if (type.startsWith('wait-')) {
				tell();
			}
		});
	};

	const running = sweep.run();
	// Until something is measured the terminal belongs to the start of the server, and to the question.
	await Promise.race([running, aborted(begun.signal, signal)]);
	const {sweep: known} = log.state();
	if (known && !signal.aborted) {
		isOpen = true;
		await untilLeft({log, running, screen, leave, gate});
	}

	await running;
	if (signal.reason instanceof Refusal) {
		throw signal.reason;
	}

	return exitCodeOfSweep(sweep.state());
}

/** The screen, until the person quits or the sweep fails. */
async function untilLeft({
	log,
	running,
	screen,
	leave,
	gate,
}: {
	readonly log: EventStore<SweepEvent, SweepSight>;
	readonly running: Promise<void>;
	readonly screen: Screen;
	readonly leave: AbortController;
	readonly gate: PauseGate;
}): Promise<void> {
	const {signal} = leave;
	const view = mount(screen, log, sweepScene, leaveUndrawn(leave));
	const keyboard = openKeyboard(process.stdin, {
		onKey: bindSweepKeys({
			sight: log.state,
			view,
			screen,
			leave,
			togglePause() {
				log.append({type: 'paused', isPaused: gate.toggle()});
			},
		}),
		isTyping: () => false,
		asker: screen,
		onEnd() {
			// The terminal is gone: this aborts `leave` too.
			endBy('SIGHUP');
		},
	});
	screen.open();
	const stopSuspending = suspendScreen(screen, keyboard);
	view.setActivity('sweeping');
	const left = new AbortController();
	try {
		await Promise.race([aborted(signal, left.signal), failed(running)]);
	} finally {
		left.abort();
		await leaveScreen({screen, keyboard, view, stopSuspending}, () => {
			const {sweep} = log.state();
			return sweep ? `${sweepText([sweep], screen.columns())}\n` : '';
		});
	}
}

/** Rejects when what goes on does; a sweep that is done stays on the screen. */
async function failed(running: Promise<void>): Promise<never> {
	await running;
	return new Promise(() => {
		// For ever.
	});
}
