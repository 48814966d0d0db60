import process from 'node:process';
import {type LabOptions} from '../arguments.js';
import {createEventLog} from '../lab/event-log.js';
import {toAscii} from '../output/ascii.js';
import {jsonLine} from '../output/json-lines.js';
import {plainLine} from '../output/plain.js';
import {Refusal} from '../refusal.js';
import {exitCodeOf, exitCodes} from './exit-code.js';
import {type Lab, type LabSurroundings} from './lab.js';
import {openLab} from './open-lab.js';
import {startRecording} from './recording.js';

/**
One run as lines: plain text, or JSON.

@returns The exit code.
*/
export async function runLines(
	options: LabOptions,
	{
		isUnicode,
		leaving,
		leftBehind,
	}: {isUnicode: boolean} & Pick<LabSurroundings, 'leaving' | 'leftBehind'>,
): Promise<number> {
	const log = createEventLog(() => performance.now());
	const recording = startRecording(options.record, log);
	log.subscribe((event, state) => {
		const line =
			options.output === 'json' ? jsonLine(event) : plainLine(event, state);
		if (line !== undefined) {
			process.stdout.write(`${isUnicode ? line : toAscii(line)}\n`);
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
	} finally {
		try {
			await close(lab, code);
		} finally {
			await recording.end();
		}
	}

	return code;
}

/** Exit codes that say more than that something went wrong. */
const graver: ReadonlySet<number> = new Set([
	exitCodes.violated,
	exitCodes.unverified,
]);

/** What could not be cleaned up does not hide what the run came to. */
async function close(lab: Lab, code: number): Promise<void> {
	try {
		await lab.close();
	} catch (error: unknown) {
		if (!graver.has(code) || !(error instanceof Refusal)) {
			throw error;
		}

		process.stderr.write(`kill-lab: ${error.message}\n`);
	}
}
