import process from 'node:process';
import {type ReplayOptions} from '../../options/read-replay.js';
import {createEventStore} from '../../lab/history/event-log.js';
import {sittingOf} from '../../lab/history/sitting.js';
import {toAscii} from '../../output/ascii.js';
import {jsonLine} from '../../output/json-lines.js';
import {openOutput} from '../../output/output.js';
import {plainLine} from '../../output/plain.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {createScreen} from '../../terminal/screen.js';
import {handleSignals} from '../../terminal/signals.js';
import {allOf} from '../all-of.js';
import {exitCodes} from '../exit-code.js';
import {openReporter} from '../reporter.js';
import {replayCode} from './replay-code.js';
import {readRecording, type RecordedEvents} from './read-recording.js';

/** Plays a recording: on the screen, or as the lines that the run printed. No server is needed. @returns The exit code. */
export async function runReplayCommand(
	options: ReplayOptions,
): Promise<number> {
	const {stdout, stderr} = process;
	const {interactive, unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	const screen = createScreen(stdout, unicode ? {} : {translate: toAscii});
	handleSignals(
		async () => {
			leave.abort();
		},
		() => {
			screen.close();
		},
	);
	try {
		const recording = await readRecording(options.file);
		const sitting = sittingOf(recording.events);
		const report = await openReporter(options.report, () => sitting, {
			startedAt: recording.startedAt,
			say(line) {
				stderr.write(`${line}\n`);
			},
		});
		let code: number = exitCodes.error;
		await allOf(
			async () => {
				if (options.output !== 'screen' || !interactive) {
					code = await printLines(recording, options.output, unicode);
					return;
				}

				const {runReplayScreen} = await import('./screen.js');
				code = await runReplayScreen(recording, options, {
					screen,
					leave,
					report,
				});
			},
			async () => {
				await report.end();
			},
		);
		return code;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		throw error;
	}
}

async function printLines(
	recording: RecordedEvents,
	output: ReplayOptions['output'],
	isUnicode: boolean,
): Promise<number> {
	const {events, cutShort} = recording;
	const out = openOutput();
	const store = createEventStore(() => 0);
	store.subscribe((event, state) => {
		const line = output === 'json' ? jsonLine(event) : plainLine(event, state);
		if (line !== undefined) {
			out.write(`${isUnicode ? line : toAscii(line)}\n`);
		}
	});
	for (const event of events) {
		store.append(event);
	}

	await out.end();
	if (cutShort !== undefined) {
		throw new Refusal(cutShort);
	}

	return replayCode(recording);
}
