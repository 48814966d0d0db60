import process from 'node:process';
import {type LabOptions} from '../../options/parse-command-line.js';
import {createEventLog, type EventLog} from '../../lab/history/event-log.js';
import {collectSitting} from '../../lab/history/sitting.js';
import {toAscii} from '../../output/ascii.js';
import {jsonLine} from '../../output/json-lines.js';
import {type Output} from '../../output/output.js';
import {plainLine} from '../../output/plain.js';
import {Refusal} from '../../refusal.js';
import {allOf} from '../all-of.js';
import {describeUnmet, exitCodeOf} from '../exit-code.js';
import {exitCodes} from '../../options/exit-codes.js';
import {clockBegan, startRecording, type Recording} from '../recording.js';
import {openReporter} from '../reporter.js';
import {type LabContext} from './lifetime.js';
import {openLab} from './open.js';

type LinesContext = {
	readonly output: Output;
	readonly isUnicode: boolean;
} & Pick<LabContext, 'leaving' | 'leftBehind'>;

/**
One run as lines: plain text, or JSON.

@returns The exit code.
*/
export async function runLines(
	options: LabOptions,
	context: LinesContext,
): Promise<number> {
	const log = createEventLog(() => performance.now());
	const say = (line: string) => {
		process.stderr.write(`${line}\n`);
	};

	const startedAt = clockBegan(log);
	const report = await openReporter(options.report, collectSitting(log), {
		startedAt,
		say,
	});
	const recording = startRecording(options.record, log, say, startedAt);
	let code: number = exitCodes.error;
	await allOf(
		async () => {
			code = await runRecorded(options, {...context, log, recording});
		},
		async () =>
			unlessGraver(
				code,
				[exitCodes.violated, exitCodes.unverified],
				async () => {
					await report.end();
				},
			),
	);
	return code;
}

async function runRecorded(
	options: LabOptions,
	{
		log,
		recording,
		output,
		isUnicode,
		leaving,
		leftBehind,
	}: LinesContext & {readonly log: EventLog; readonly recording: Recording},
): Promise<number> {
	log.subscribe((event, state) => {
		const line =
			options.output === 'json' ? jsonLine(event) : plainLine(event, state);
		if (line !== undefined) {
			output.write(`${isUnicode ? line : toAscii(line)}\n`);
		}
	});

	const rate = options.rate === 'max' ? undefined : options.rate;
	const lab = await openLab(options, {log, rate, leaving, leftBehind});
	if (lab.note) {
		process.stderr.write(`${lab.note}\n`);
	}

	let code: number = exitCodes.error;
	try {
		await lab.run();
		const {run} = log.state();
		code = run ? exitCodeOf(run, options.expect) : exitCodes.error;
		const unmet = run && describeUnmet(run, options.expect);
		if (unmet !== undefined) {
			process.stderr.write(`kill-lab: ${unmet}.\n`);
		}
	} finally {
		await allOf(
			async () =>
				unlessGraver(
					code,
					[exitCodes.violated, exitCodes.unverified],
					lab.close,
				),
			recording.end,
			// If nobody reads the lines the run is aborted, and so it has no verdict.
			async () => unlessGraver(code, [exitCodes.violated], output.end),
		);
	}

	return code;
}

/** An error at the end does not hide the run's result, if that is more serious: it is reported as well. */
async function unlessGraver(
	code: number,
	graver: readonly number[],
	act: () => Promise<void>,
): Promise<void> {
	try {
		await act();
	} catch (error: unknown) {
		if (!graver.includes(code) || !(error instanceof Refusal)) {
			throw error;
		}

		process.stderr.write(`kill-lab: ${error.message}\n`);
	}
}
