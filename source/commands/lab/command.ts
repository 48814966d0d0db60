import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {type LabOptions} from '../../options/parse-command-line.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {createScreen} from '../../terminal/screen.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../../options/exit-codes.js';
import {createLeftBehind} from '../left-behind.js';
import {runLines} from './lines.js';

/** How long a signal waits for the clean-up, in ms. Each wait for a server that does not answer ends on its own long before. */
const cleanUpLimit = 15_000;

/** Runs the lab as asked: on the screen, or as lines without a terminal. @returns The exit code. */
export async function runLabCommand(options: LabOptions): Promise<number> {
	const {stdout, stderr, env} = process;
	const {interactive, unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	const screen = createScreen(stdout, {
		...(!unicode && {translate: toAscii}),
		// For `npm run bench`, which compares.
		isPaced: env['KILL_LAB_UNPACED'] === undefined,
	});

	const leftBehind = createLeftBehind();
	const giveUp = () => {
		screen.close();
		leftBehind.say();
	};

	let running: Promise<number> | undefined;
	// From before the terminal is touched until the process ends: even after a hangup there is something to clean up.
	handleSignals(async () => {
		leave.abort();
		await Promise.race([
			running,
			wait(cleanUpLimit).then(() => {
				giveUp();
			}),
		]);
	}, giveUp);
	const command = async () => {
		if (options.output !== 'screen' || !interactive) {
			if (options.isUntyped) {
				throw new Refusal(
					"Your own statement is missing: --sql 'UPDATE ...', or --sql-file FILE. On the screen it can be typed.",
				);
			}

			if (options.wait) {
				throw new Refusal(
					'--wait waits for the s key, so it needs the screen.',
				);
			}

			if (options.pauseCommit) {
				throw new Refusal(
					'--pause-commit waits for the space key, so it needs the screen.',
				);
			}

			if (options.onInterrupt === 'ask') {
				throw new Refusal(
					'--on-interrupt ask waits for an answer, so it needs the screen.',
				);
			}

			return runLines(options, {
				output: openOutput(refusal => {
					leave.abort(refusal);
				}),
				isUnicode: unicode,
				leaving: leave.signal,
				leftBehind: leftBehind.sentences,
			});
		}

		const {runScreen} = await import('./screen.js');
		return runScreen(options, {
			screen,
			leave,
			leftBehind: leftBehind.sentences,
		});
	};

	try {
		running = command();
		return await running;
	} catch (error: unknown) {
		if (leave.signal.aborted && !(error instanceof Refusal)) {
			return exitCodes.interrupted;
		}

		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		throw error;
	} finally {
		leftBehind.say();
	}
}
