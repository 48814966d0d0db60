import process from 'node:process';
import {type SweepLine} from '../../lab/sweep/sweep-line.js';
import {isSwept, type SweepState} from '../../lab/sweep/sweep-state.js';
import {timeLeft} from '../../lab/sweep/time-left.js';
import {type SweepOptions} from '../../options/read-sweep.js';
import {jsonLine} from '../../output/json-lines.js';
import {sweepText} from '../../output/sweep-map.js';
import {formatDuration} from '../../format.js';
import {describeSweep, describeTrial} from '../../wording/sweep-words.js';
import {exitCodeOfSweep} from './exit-code-of-sweep.js';
import {type SweepContext} from './field.js';
import {openSweep} from './sweep.js';

/** How often the time that is left is told, in trials. */
const toldEvery = 20;

/**
A sweep as lines: plain text with the map at the end, or JSON.

@param context.write - Gets the text of standard output.
@returns The exit code.
*/
export async function runSweepLines(
	options: SweepOptions,
	context: SweepContext & {
		readonly write: (text: string) => void;
		/** The width of the terminal; absent: there is none. */
		readonly columns?: number;
	},
): Promise<number> {
	const {write, columns} = context;
	const isJson = options.output === 'json';
	const sweep = await openSweep(options, {
		...context,
		onLine(line, state) {
			const text = isJson ? jsonLine(line) : plainLine(line, state);
			write(`${text}\n`);
		},
		onNote(note) {
			process.stderr.write(`${note}\n`);
		},
		ready: async () => undefined,
	});
	try {
		await sweep.run();
	} finally {
		// However it ended, what was measured is told.
		const state = sweep.state();
		if (state && !isJson) {
			write(`\n${sweepText([state], columns)}\n`);
		}
	}

	return exitCodeOfSweep(sweep.state());
}

function plainLine(line: SweepLine, state: SweepState): string {
	switch (line.type) {
		case 'sweep': {
			return describeSweep(line);
		}

		case 'course': {
			return `${line.workload}: a run without a kill, ${formatDuration(line.took)}`;
		}

		case 'trial': {
			const {trials} = state.began;
			const left = timeLeft(state);
			const isTold = line.trial % toldEvery === 0 && !isSwept(state);
			return `${describeTrial(line, trials)}${isTold && left !== undefined ? ` (${formatDuration(left)} left)` : ''}`;
		}

		case 'refused': {
			return `${line.workload}: not tried: ${line.why}`;
		}
	}
}
