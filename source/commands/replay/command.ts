import process from 'node:process';
import {
	type RecordingSource,
	type ReplayOptions,
} from '../../options/read-replay.js';
import {openLastingPicture} from '../../drawing/lasting-picture.js';
import {labScene} from '../../drawing/scene.js';
import {createEventStore} from '../../lab/history/event-log.js';
import {sittingOf, type Sitting} from '../../lab/history/sitting.js';
import {bytesOfText} from '../../bytes.js';
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
import {spareMemory} from './spare-memory.js';
import {readDemo} from './demo-file.js';
import {replayForms, type Replayed} from './replay-forms.js';
import {replayCode} from './replay-code.js';
import {shootFilm} from './shoot-film.js';
import {
	openRecording,
	toRecording,
	type OpenRecording,
} from './open-recording.js';
import {startReading, type RecordingReader} from './recording-reader.js';

/** Plays a recording: on the screen, or as the lines that the run printed. No server is needed. @returns The exit code. */
export async function runReplayCommand(
	options: ReplayOptions,
): Promise<number> {
	spareMemory();
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
		const recording = await open(options.recording);
		const reader = startReading(recording);
		const {startedAt} = recording;
		const sitting = readSitting(reader);
		const report = await openReporter(options.report, sitting, {
			startedAt,
			say,
		});
		const files = await openFiles(replayForms, options.files, say);
		let code: number = exitCodes.error;
		await allOf(
			async () => {
				await files.write({
					...filmed(reader, options, leave.signal),
					sitting,
					startedAt,
				});
				if (files.areWanted && options.output === 'screen') {
					code = codeOf(reader);
					return;
				}

				if (options.output !== 'screen' || !interactive) {
					await printLines(reader, options.output, unicode);
					code = codeOf(reader);
					return;
				}

				const {runReplayScreen} = await import('./screen.js');
				code = await runReplayScreen(reader, options, {
					screen,
					leave,
					report,
				});
			},
			async () => {
				await report.end();
			},
			async () => {
				recording.close();
			},
		);
		return code;
	} catch (error: unknown) {
		// The screen may have been left because of it.
		if (error instanceof Refusal) {
			say(`kill-lab: ${error.message}`);
			return exitCodes.error;
		}

		if (leave.signal.aborted && error === leave.signal.reason) {
			return exitCodes.interrupted;
		}

		throw error;
	}
}

/** What is told of a recording, once somebody asks: it is read to its end for that, and once. */
function readSitting(reader: RecordingReader): () => Sitting {
	let sitting: Sitting | undefined;
	return () => {
		reader.readAll();
		const {events} = reader.recorded;
		sitting ??= sittingOf(events.between(0, events.length));
		return sitting;
	};
}

async function printLines(
	{recorded: {events, isRead}, readOn}: RecordingReader,
	output: ReplayOptions['output'],
	isUnicode: boolean,
): Promise<void> {
	const out = openOutput();
	const store = createEventStore(() => 0);
	store.subscribe((event, state) => {
		const line = output === 'json' ? jsonLine(event) : plainLine(event, state);
		if (line !== undefined) {
			out.write(`${isUnicode ? line : toAscii(line)}\n`);
		}
	});
	let printed = 0;
	for (;;) {
		for (const event of events.between(printed, events.length)) {
			store.append(event);
		}

		printed = events.length;
		// Before more is read, so that no long recording waits in memory to be written.
		await out.end();
		if (isRead()) {
			return;
		}

		readOn();
	}
}

async function open(source: RecordingSource): Promise<OpenRecording> {
	return source.type === 'demo'
		? toRecording(source.demo, bytesOfText(await readDemo(source.demo)))
		: openRecording(source.file);
}

/** @throws {Refusal} for a recording that is cut short. */
function codeOf({recorded, readAll, cutShort}: RecordingReader): number {
	readAll();
	const why = cutShort();
	if (why !== undefined) {
		throw new Refusal(why);
	}

	return replayCode(recorded.state());
}

/** The film that is shot once a file needs it. @param signal - Aborted: it is not wanted any more. */
function filmed(
	reader: RecordingReader,
	{castVersion, size, speed, seek, ascii}: ReplayOptions,
	signal: AbortSignal,
): Pick<Replayed, 'film' | 'castVersion'> {
	let film: Promise<Film> | undefined;
	return {
		castVersion,
		async film() {
			reader.readAll();
			film ??= shootFilm(
				{...reader, cutShort: reader.cutShort()},
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
