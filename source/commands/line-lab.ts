import process from 'node:process';
import {type LabOptions} from '../arguments.js';
import {createEventLog} from '../lab/event-log.js';
import {toAscii} from '../output/ascii.js';
import {jsonLine} from '../output/json-lines.js';
import {plainLine} from '../output/plain.js';
import {exitCodeOf, exitCodes} from './exit-code.js';
import {openLab} from './lab.js';
import {startRecording} from './recording.js';

/**
One run as lines: plain text, or JSON.

@returns The exit code.
*/
export async function runLines(
	options: LabOptions,
	{isUnicode, leaving}: {isUnicode: boolean; leaving: AbortSignal},
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
	const lab = await openLab(options, {log, rate, leaving});
	if (lab.note) {
		process.stderr.write(`${lab.note}\n`);
	}

	try {
		await lab.run();
	} finally {
		await lab.close();
		await recording.end();
	}

	const {run} = log.state();
	return run ? exitCodeOf(run, options.expect) : exitCodes.error;
}
