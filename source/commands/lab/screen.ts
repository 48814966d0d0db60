import {once} from 'node:events';
import process from 'node:process';
import {type LabActivity} from '../../keys/activity.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {type LabOptions} from '../../options/parse-command-line.js';
import {createEventLog, type EventLog} from '../../lab/history/event-log.js';
import {collectSitting, type Sitting} from '../../lab/history/sitting.js';
import {allOf} from '../all-of.js';
import {Refusal} from '../../refusal.js';
import {openKeyboard} from '../../terminal/keyboard.js';
import {type Screen} from '../../terminal/screen.js';
import {endBy} from '../../terminal/signals.js';
import {mount, type Drawing} from '../../drawing/mount.js';
import {labScene} from '../../drawing/scene.js';
import {farewellLines} from '../farewell.js';
import {leaveScreen, leaveUndrawn} from '../leave-screen.js';
import {clockBegan, startRecording, type Recording} from '../recording.js';
import {openReporter, type Reporter} from '../reporter.js';
import {exitCodes} from '../../options/exit-codes.js';
import {startWaitProgress} from '../wait-progress.js';
import {summarise} from '../summary.js';
import {type Lab, type LabContext} from './lifetime.js';
import {createKeys} from './bindings.js';
import {chooseWorkload} from './choose-workload.js';
import {openLab} from './open.js';
import {createPresses, type Press, type Presses} from './presses.js';
import {suspendScreen} from './suspend-screen.js';

/** How long the last words may take over a slow link, in ms. */
const farewellTime = 700;

/**
The lab on the terminal: the split screen and its keys, run after run, until Ctrl-C.

@returns The exit code.
@throws {Refusal} when the lab can't be opened, a run can't begin, or the screen can no longer be drawn.
*/
export async function runScreen(
	options: LabOptions,
	{
		screen,
		leave,
		leftBehind,
	}: Pick<ScreenContext, 'screen' | 'leave'> & Pick<LabContext, 'leftBehind'>,
): Promise<number> {
	const log = createEventLog(() => performance.now());
	const sitting = collectSitting(log);
	const say = (line: string) => {
		process.stderr.write(`${line}\n`);
	};

	const startedAt = clockBegan(log);
	const report = await openReporter(options.report, sitting, {startedAt, say});
	const recording = startRecording(options.record, log, say, startedAt);
	let code: number = exitCodes.error;
	await allOf(
		async () => {
			code = await openScreen(options, {
				log,
				sitting,
				report,
				recording,
				screen,
				leave,
				leftBehind,
			});
		},
		async () => {
			for (const file of await report.end()) {
				say(`report: ${file}`);
			}
		},
	);
	return code;
}

/** What a lab on the screen works with, besides the user's options. */
type ScreenContext = {
	readonly log: EventLog;
	readonly sitting: () => Sitting;
	readonly report: Reporter;
	readonly screen: Screen;
	/** Aborted to quit the lab; the first Ctrl-C does it too. */
	readonly leave: AbortController;
};

async function openScreen(
	options: LabOptions,
	{
		recording,
		leftBehind,
		...context
	}: ScreenContext &
		Pick<LabContext, 'leftBehind'> & {readonly recording: Recording},
): Promise<number> {
	const {log, screen, leave} = context;
	// Before the lab, so that its thread gets ready while the server does.
	const view = mount(screen, log, labScene, leaveUndrawn(leave));

	try {
		const stopTelling = startWaitProgress(log, process.stderr);
		const lab = await openLab(
			{onInterrupt: 'ask', ...options},
			{
				log,
				rate: screenRate(options),
				leaving: leave.signal,
				leftBehind,
			},
		).finally(stopTelling);
		return await runOnScreen({...context, lab, view, options});
	} finally {
		await view.unmount();
		await recording.end();
	}
}

async function runOnScreen({
	lab,
	log,
	sitting,
	report,
	view,
	screen,
	leave,
	options: {wait, expect, kills, given, isUntyped},
}: ScreenContext & {
	readonly lab: Lab;
	readonly view: Drawing;
	readonly options: LabOptions;
}): Promise<number> {
	const {signal} = leave;
	const summary = summarise(log, sitting, expect);
	const presses = createPresses();
	let activity: LabActivity = wait ? 'waiting' : 'starting';
	const setActivity = (next: LabActivity) => {
		activity = next;
		view.setActivity(next);
	};

	const {onKey, isTyping, openPrompt, tell} = createKeys({
		lab,
		log,
		view,
		screen,
		presses,
		activity: () => activity,
		leave,
		given: given.sql,
		report,
	});
	// Before the screen: once it is visible, somebody may press a key.
	const keyboard = openKeyboard(process.stdin, {
		onKey,
		isTyping,
		asker: screen,
		onEnd() {
			// The terminal is gone: this aborts `leave` too.
			endBy('SIGHUP');
		},
	});
	screen.open();
	const stopSuspending = suspendScreen(screen, keyboard);
	setActivity(activity);
	if (isUntyped) {
		openPrompt();
	}

	const shown = screen.shown();
	const sayLeaving = () => {
		summary.leave();
		screen.leave();
		setActivity('leaving');
	};

	signal.addEventListener('abort', sayLeaving);
	if (signal.aborted) {
		sayLeaving();
	}

	try {
		let isHurried = false;
		const hurry = presses.next(['hurry']).then(async () => {
			isHurried = true;
			return lab.abandon();
		});
		const untilLeft = async () => {
			try {
				await runUntilLeft({
					lab,
					setActivity,
					shown,
					wait,
					signal,
					async untilStart(idle) {
						await untilStart({presses, signal}, async press => {
							setActivity('changing');
							await chooseWorkload(press.workload, {
								lab,
								log,
								options: given,
								statement: press.statement,
								kills,
								tell,
								say: view.say,
							});
							setActivity(signal.aborted ? 'leaving' : idle);
						});
					},
				});
			} catch (error: unknown) {
				// A run that is dropped in the middle fails.
				if (!isHurried) {
					throw error;
				}
			}

			if (isHurried) {
				await hurry;
			}
		};

		await Promise.race([untilLeft(), hurry]);
	} finally {
		await leaveScreen({screen, keyboard, view, stopSuspending}, () =>
			farewellLines(
				{note: lab.note, ...summary.farewell()},
				farewellLimit(screen.slowRate()),
			)
				.map(line => `${line}\n`)
				.join(''),
		);
	}

	if (signal.reason instanceof Refusal) {
		throw signal.reason;
	}

	return summary.exitCode();
}

/** How many bytes the last words may have over a link with this many bytes a second. */
function farewellLimit(rate = Infinity): number {
	return (rate * farewellTime) / 1000;
}

function screenRate({rate, workload}: LabOptions): number | undefined {
	return rate === 'max'
		? undefined
		: (rate ?? factsOf(workload).usualRate?.(workload));
}

/** Until the key that starts a run; the workload may be chosen as often as one likes before that. Rejects when the signal is aborted. */
async function untilStart(
	{presses, signal}: {presses: Presses; signal: AbortSignal},
	choose: (press: Extract<Press, {readonly type: 'choose'}>) => Promise<void>,
): Promise<void> {
	for (;;) {
		const press = await presses.next(['start', 'choose'], signal);
		if (press.type === 'start') {
			return;
		}

		await choose(press);
	}
}

async function runUntilLeft({
	lab,
	setActivity,
	shown,
	untilStart,
	wait,
	signal,
}: {
	lab: Lab;
	setActivity: (activity: LabActivity) => void;
	/** Resolves when there is a picture. */
	shown: Promise<void>;
	/** Resolves when the next run is to begin. @param idle - What the lab is doing until then. */
	untilStart: (idle: LabActivity) => Promise<void>;
	wait: boolean;
	signal: AbortSignal;
}): Promise<void> {
	try {
		if (signal.aborted) {
			return;
		}

		await Promise.race([
			// Otherwise a run would be half over before it can be seen.
			wait ? untilStart('waiting') : shown,
			once(signal, 'abort'),
		]);

		while (!signal.aborted) {
			setActivity('running');
			await lab.run();
			setActivity(signal.aborted ? 'leaving' : 'over');
			await untilStart('over');
		}
	} catch (error: unknown) {
		if (!signal.aborted) {
			throw error;
		}
	} finally {
		await lab.close();
	}
}
