import process from 'node:process';
import {type LabOptions} from '../../options/parse-command-line.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {
	doctorJson,
	doctorReport,
	refusedJson,
	refusedReport,
	isFit,
	type Examination,
} from '../../output/doctor-report.js';
import {createEventLog} from '../../lab/history/event-log.js';
import {createWaits} from '../../lab/connections/waits.js';
import {asItRuns} from '../../lab/workloads/facts/as-it-runs.js';
import {type OwnSetting} from '../../own-setting.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {handleSignals} from '../../terminal/signals.js';
import {completeTarget} from '../target/complete-target.js';
import {examineTarget} from '../target/examine.js';
import {exitCodes} from '../../options/exit-codes.js';
import {planOf} from '../lab/open.js';
import {openTarget} from '../target/open-target.js';
import {serverRefusal} from '../target/server-refusal.js';
import {startWaitProgress} from '../wait-progress.js';
import {startProgress} from '../target/start-progress.js';
import {unlessAborted} from '../unless-aborted.js';
import {environmentOrigins} from './environment-origins.js';

/** The width of the report without a terminal, in cells. */
const usualWidth = 80;

/**
Reports whether the server is fit for the run that the options describe, and what to do if not; and, even if it can't be examined, where the options came from. It changes nothing there.

@param given - Where each setting came from, as far as the command line, the option files and the variables of the servers' own clients have it.
@returns The exit code: 0 if nothing stops the run.
*/
export async function runDoctorCommand(
	options: LabOptions,
	given: readonly OwnSetting[],
): Promise<number> {
	const settings = [...given, ...environmentOrigins(process.env, options)];
	const leave = new AbortController();
	let running: Promise<Examination | Refusal> | undefined;
	try {
		const target = await orRefusal(completeTarget(options.target));
		if (!target) {
			return exitCodes.interrupted;
		}

		// Not before: the question for the password has signals of its own.
		handleSignals(async () => {
			leave.abort();
			// The throwaway server has to be stopped.
			await running;
		});
		running =
			target instanceof Refusal
				? Promise.resolve(target)
				: orRefusal(examine({...options, target}, leave.signal));
		const found = await running;
		await print(found, settings, options);
		if (found instanceof Refusal) {
			throw found;
		}

		return isFit(found) ? exitCodes.atomic : exitCodes.error;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			process.stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		if (leave.signal.aborted) {
			return exitCodes.interrupted;
		}

		throw error;
	}
}

/** What a promise resolves to, or why something can't be done. */
async function orRefusal<Result>(
	promise: Promise<Result>,
): Promise<Result | Refusal> {
	try {
		return await promise;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			return error;
		}

		throw error;
	}
}

/** @throws {Refusal} when standard output can't be written. */
async function print(
	found: Examination | Refusal,
	settings: readonly OwnSetting[],
	{output: form, ascii}: LabOptions,
): Promise<void> {
	const width = process.stdout.columns || usualWidth;
	const report =
		form === 'json'
			? found instanceof Refusal
				? refusedJson(settings, found)
				: doctorJson(found, settings)
			: found instanceof Refusal
				? refusedReport(settings, width)
				: doctorReport(found, settings, width);
	const output = openOutput();
	output.write(ownCapabilities(ascii).unicode ? report : toAscii(report));
	await output.end();
}

async function examine(
	options: LabOptions,
	signal: AbortSignal,
): Promise<Examination> {
	const progress = startProgress(process.stderr);
	const target = await openTarget(
		options.target,
		signal,
		progress.report,
	).finally(progress.end);
	const log = createEventLog(() => performance.now());
	const stopTelling = startWaitProgress(log, process.stderr);
	try {
		return await unlessAborted(
			examineTarget(target, {
				plan: asItRuns(planOf(options)),
				killChoice: options.killChoice,
				waits: createWaits({log, server: target.server}),
			}),
			signal,
		);
	} catch (error: unknown) {
		signal.throwIfAborted();
		throw serverRefusal(target.server, error);
	} finally {
		stopTelling();
		await target.close();
	}
}
