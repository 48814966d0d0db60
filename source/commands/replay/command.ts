import process from 'node:process';
import {
	type RecordingSource,
	type ReplayOptions,
} from '../../options/read-replay.js';
import {openLastingPicture} from '../../drawing/lasting-picture.js';
import {labScene} from '../../drawing/scene.js';
import {createEventStore} from '../../lab/history/event-log.js';
import {sittingOf} from '../../lab/history/sitting.js';
import {toAscii} from '../../output/ascii.js';
import {jsonLine} from '../../output/json-lines.js';
import {openOutput} from '../../output/output.js';
import {type Film} from '../../output/film.js';
import {plainLine} from '../../output/plain.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {createScreen} from '../../terminal/screen.js';
import {handleSignals} from '../../terminal/signals.js';
import {allOf} from '../all-of.js';
import {exitCodes} from '../../options/exit-codes.js';
import {openFiles} from '../open-files.js';
import {openReporter} from '../reporter.js';
import {readDemo} from './demo-file.js';
import {replayForms, type Replayed} from './replay-forms.js';
import {replayCode} from './replay-code.js';
import {shootFilm} from './shoot-film.js';
import {
	parseRecording,
	readRecording,
	type RecordedEvents,
} from './read-recording.js';

/** Plays a recording: on the screen, or as the lines that the run printed. No server is needed. @returns The exit code. */
export async function runReplayCommand(
	options: ReplayOptions,
): Promise<number> {
	const {stdout, stderr} = process;
	const {interactive, unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	const say = (line: string) => {
		stderr.write(`${line}\n`);
	};

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
		const recording = await read(options.recording);
		const sitting = sittingOf(recording.events);
		const report = await openReporter(options.report, () => sitting, {
			startedAt: recording.startedAt,
			say,
		});
		const files = await openFiles(replayForms, options.files, say);
		let code: number = exitCodes.error;
		await allOf(
			async () => {
				await files.write({
					...filmed(recording, options, leave.signal),
					sitting,
					startedAt: recording.startedAt,
				});
				if (files.areWanted && options.output === 'screen') {
					code = codeOf(recording);
					return;
				}

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
		if (leave.signal.aborted && error === leave.signal.reason) {
			return exitCodes.interrupted;
		}

		if (error instanceof Refusal) {
			say(`kill-lab: ${error.message}`);
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
	const {events} = recording;
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
	return codeOf(recording);
}

async function read(source: RecordingSource): Promise<RecordedEvents> {
	return source.type === 'demo'
		? parseRecording(source.demo, await readDemo(source.demo))
		: readRecording(source.file);
}

/** @throws {Refusal} for a recording that is cut short. */
function codeOf(recording: RecordedEvents): number {
	if (recording.cutShort !== undefined) {
		throw new Refusal(recording.cutShort);
	}

	return replayCode(recording);
}

/** The film that is shot once a file needs it. @param signal - Aborted: it is not wanted any more. */
function filmed(
	recording: RecordedEvents,
	{castVersion, size, speed, seek, ascii}: ReplayOptions,
	signal: AbortSignal,
): Pick<Replayed, 'film' | 'castVersion'> {
	let film: Promise<Film> | undefined;
	return {
		castVersion,
		async film() {
			film ??= shootFilm(
				recording,
				{
					...size,
					speed,
					...(seek && {seek}),
					...(ascii && {translate: toAscii}),
				},
				state => openLastingPicture(labScene, state),
				signal,
			);
			return film;
		},
	};
}
