import process from 'node:process';
import {type LabOptions} from '../arguments.js';
import {type EventLog} from '../lab/event-log.js';
import {type Plan} from '../lab/events.js';
import {openSession} from '../lab/open-session.js';
import {type Session} from '../lab/session.js';
import {fillRandom} from '../lab/workload/random-file.js';
import {Refusal} from '../refusal.js';
import {allOf} from './all-of.js';
import {createConfirm, type Confirm} from './confirm.js';
import {describeIntent} from './intent.js';
import {openTarget, type OpenTarget} from './open-target.js';
import {prepareServerSettings, type ServerSettings} from './server-settings.js';
import {serverRefusal} from './server-refusal.js';
import {startProgress} from './start-progress.js';
import {namedLab, throwawayLab, type Lab} from './lab.js';

/** What a lab is opened with besides the user's options. */
export type LabSurroundings = {
	readonly log: EventLog;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number | undefined;
	/** Aborted when the lab is left. */
	readonly leaving: AbortSignal;
};

/**
Starts or names the server and opens a session on it.

@throws {Refusal} when the lab can't be opened: what is wrong, and what to do. The signal's reason, when it is left before it was open.
*/
export async function openLab(
	options: LabOptions,
	{log, rate, leaving}: LabSurroundings,
): Promise<Lab> {
	const progress = startProgress(process.stderr);
	const target = await openTarget(options.target, leaving, progress.report);
	progress.end();

	const plan = planOf(options, rate);
	const confirm = createConfirm({yes: options.yes, leaving});
	const settings = await openSettingsOn(target, options.fix, {
		plan,
		confirm,
		leaving,
	});
	const session = await openSessionOn(target, settings, leaving, {
		log,
		plan,
		fill: fillRandom,
		kills: options.kills,
		killChoice: options.killChoice,
		...(!target.isThrowaway && {
			async consent(server) {
				if (!(await confirm(describeIntent(server, plan, options.keep)))) {
					throw new Refusal('Nothing was written: the answer was not yes.');
				}
			},
		}),
		temporaryFolder: target.temporaryFolder,
		// A throwaway server that is gone does not come back.
		...(target.isThrowaway && {patience: 0}),
	});

	return target.isThrowaway
		? throwawayLab(session, target, leaving)
		: namedLab(session, {...target, settings}, options, leaving);
}

/**
What the runs of a lab are to do.

@param rate - Bytes per second; absent: as fast as the server takes them.
*/
export function planOf(
	{
		files,
		size,
		protocol,
		schema,
		onInterrupt,
		autocommit,
		pauseCommit,
	}: LabOptions,
	rate?: number,
): Plan {
	return {
		files,
		size,
		protocol,
		schema,
		onInterrupt,
		autocommit,
		pauseCommit,
		...(rate !== undefined && {rate}),
	};
}

/** A throwaway server has the settings that it needs, and takes them with it. */
async function openSettingsOn(
	{server, isThrowaway, close}: OpenTarget,
	fix: boolean,
	{
		plan,
		confirm,
		leaving,
	}: {plan: Plan; confirm: Confirm; leaving: AbortSignal},
): Promise<ServerSettings> {
	if (isThrowaway) {
		return {putBack: async () => undefined};
	}

	try {
		const settings = await prepareServerSettings({
			server,
			plan,
			fix,
			confirm,
			say(line) {
				process.stderr.write(`${line}\n`);
			},
		});
		if (leaving.aborted) {
			await settings.putBack();
			leaving.throwIfAborted();
		}

		return settings;
	} catch (error: unknown) {
		await close();
		throw isLeft(leaving, error) ? error : serverRefusal(server, error);
	}
}

async function openSessionOn(
	{server, address, close}: OpenTarget,
	settings: ServerSettings,
	leaving: AbortSignal,
	rest: Omit<Parameters<typeof openSession>[0], 'server' | 'address'>,
): Promise<Session> {
	try {
		return await openSession({server, address, ...rest});
	} catch (error: unknown) {
		await allOf(
			async () => {
				throw isLeft(leaving, error) ? error : serverRefusal(server, error);
			},
			close,
			settings.putBack,
		);
		throw error;
	}
}

/** Leaving ends what is under way by an error that is none. */
function isLeft(leaving: AbortSignal, error: unknown): boolean {
	return leaving.aborted && !(error instanceof Refusal);
}
