import process from 'node:process';
import {type LabOptions} from '../../options/parse-command-line.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {
	doctorJson,
	doctorReport,
	isFit,
	type Examination,
} from '../../output/doctor-report.js';
import {createEventLog} from '../../lab/history/event-log.js';
import {createWaits} from '../../lab/connections/waits.js';
import {asItRuns} from '../../lab/workloads/facts/as-it-runs.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {handleSignals} from '../../terminal/signals.js';
import {examineTarget} from '../target/examine.js';
import {exitCodes} from '../../options/exit-codes.js';
import {planOf} from '../lab/open.js';
import {openTarget} from '../target/open-target.js';
import {serverRefusal} from '../target/server-refusal.js';
import {startWaitProgress} from '../wait-progress.js';
import {startProgress} from '../target/start-progress.js';
import {unlessAborted} from '../unless-aborted.js';

/** The width of the report without a terminal, in cells. */
const usualWidth = 80;

/** Reports whether the server is fit for the run that the options describe, and what to do if not. It changes nothing there. @returns The exit code: 0 if nothing stops the run. */
export async function runDoctorCommand(options: LabOptions): Promise<number> {
	const {stdout, stderr} = process;
	const {unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	let running: Promise<Examination> | undefined;
	handleSignals(async () => {
		leave.abort();
		// The throwaway server has to be stopped.
		await running;
	});

	try {
		running = examine(options, leave.signal);
		const examination = await running;
		const report =
			options.output === 'json'
				? doctorJson(examination)
				: doctorReport(examination, stdout.columns || usualWidth);
		const output = openOutput();
		output.write(unicode ? report : toAscii(report));
		await output.end();
		return isFit(examination) ? exitCodes.atomic : exitCodes.error;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		if (leave.signal.aborted) {
			return exitCodes.interrupted;
		}

		throw error;
	}
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
