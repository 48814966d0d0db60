import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {type SweepOptions} from '../../options/read-sweep.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {createScreen} from '../../terminal/screen.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../../options/exit-codes.js';
import {createLeftBehind} from '../left-behind.js';
import {startWaitProgress} from '../wait-progress.js';
import {runSweepLines} from './lines.js';

/** How long a signal waits for the clean-up, in ms: the run that goes on is cut short, and the tables are dropped. */
const cleanUpLimit = 15_000;

/** Kills many times, and maps what that does. @returns The exit code. */
export async function runSweepCommand(options: SweepOptions): Promise<number> {
	const {stdout, stderr} = process;
	const {interactive, unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	const leftBehind = createLeftBehind();
	const screen = createScreen(stdout, unicode ? {} : {translate: toAscii});
	const giveUp = () => {
		screen.close();
		leftBehind.say();
	};

	let running: Promise<number> | undefined;
	handleSignals(async () => {
		leave.abort();
		await Promise.race([running, wait(cleanUpLimit)]);
		giveUp();
	}, giveUp);
	const run = async () => {
		if (options.output === 'screen' && interactive) {
			const {runSweepScreen} = await import('./screen.js');
			return runSweepScreen(options, {
				screen,
				leave,
				leftBehind: leftBehind.sentences,
			});
		}

		const output = openOutput(refusal => {
			leave.abort(refusal);
		});
		const code = await runSweepLines(options, {
			leaving: leave.signal,
			leftBehind: leftBehind.sentences,
			tellWaits: log => startWaitProgress(log, stderr),
			...(stdout.columns !== undefined && {columns: stdout.columns}),
			write(text) {
				output.write(unicode ? text : toAscii(text));
			},
		});
		await output.end();
		return code;
	};

	try {
		running = run();
		return await running;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		if (leave.signal.aborted) {
			return exitCodes.interrupted;
		}

		throw error;
	} finally {
		leftBehind.say();
	}
}
