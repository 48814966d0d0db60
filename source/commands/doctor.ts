import process from 'node:process';
import {type Connection} from 'mysql2';
import {type LabOptions} from '../arguments.js';
import {chooseRoutes} from '../lab/choose-route.js';
import {lookForUser} from '../lab/preflight/in-use.js';
import {proveOneServer} from '../lab/rendezvous.js';
import {fillRandom} from '../lab/workload/random-file.js';
import {judge} from '../lab/preflight/preflight.js';
import {takeReadings} from '../lab/preflight/readings.js';
import {serverFacts} from '../lab/preflight/server-facts.js';
import {toAscii} from '../output/ascii.js';
import {
	doctorJson,
	doctorReport,
	isFit,
	type Examination,
} from '../output/doctor-report.js';
import {Refusal} from '../refusal.js';
import {connect, hangUp} from '../server/connect.js';
import {checkAge} from '../server/product.js';
import {detectCapabilities} from '../terminal/capabilities.js';
import {handleSignals} from '../terminal/signals.js';
import {exitCodes} from './exit-code.js';
import {planOf} from './open-lab.js';
import {lookForLeftSettings} from './left-settings.js';
import {openTarget, type OpenTarget} from './open-target.js';
import {serverRefusal} from './server-refusal.js';
import {startProgress} from './start-progress.js';
import {unlessAborted} from './unless-aborted.js';

/** The width of the report where there is no terminal, in cells. */
const usualWidth = 80;

/** Says whether the server can take the run that the options describe, and what to do if not. It changes nothing there. @returns The exit code: 0 when nothing stops the run. */
export async function runDoctorCommand(options: LabOptions): Promise<number> {
	const {stdin, stdout, stderr, env} = process;
	const {unicode} = detectCapabilities({
		env,
		stdinIsTerminal: stdin.isTTY,
		stdoutIsTerminal: stdout.isTTY,
		ascii: options.ascii,
	});
	const leave = new AbortController();
	let running: Promise<Examination> | undefined;
	handleSignals(async () => {
		leave.abort();
		// The throwaway server is to be ended.
		await running;
	});

	try {
		running = examine(options, leave.signal);
		const examination = await running;
		const report =
			options.output === 'json'
				? doctorJson(examination)
				: doctorReport(examination, stdout.columns || usualWidth);
		stdout.write(unicode ? report : toAscii(report));
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
	const target = await openTarget(options.target, signal, progress.report);
	progress.end();
	try {
		return await unlessAborted(look(target, options), signal);
	} catch (error: unknown) {
		signal.throwIfAborted();
		throw serverRefusal(target.server, error);
	} finally {
		await target.close();
	}
}

/** The connections that are open when the doctor looks. */
const opened = 2;

async function look(
	{server, address, isThrowaway}: OpenTarget,
	options: LabOptions,
): Promise<Examination> {
	const plan = planOf(options);
	const connection = await connect(server);
	let another: Connection | undefined;
	try {
		// As the lab does with its own: a proxy is found out.
		another = await connect(server);
		await proveOneServer(connection, another, fillRandom);
		const readings = await takeReadings(connection, plan.schema);
		const {product, account} = readings;
		checkAge(product);
		const routes = chooseRoutes(
			options.killChoice,
			product,
			readings.killProcedures,
		);
		if ('refused' in routes) {
			throw new Refusal(routes.refused);
		}

		return {
			server: await serverFacts(connection, readings, {
				address,
				isOwn: !isThrowaway,
			}),
			account,
			plan,
			findings: [
				...judge(readings, plan, opened),
				...(await lookForUser(connection, plan.schema)),
				...(isThrowaway ? [] : await lookForLeftSettings(connection)),
			],
		};
	} finally {
		if (another) {
			hangUp(another);
		}

		hangUp(connection);
	}
}
