import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {type LabOptions} from '../arguments.js';
import {type EventLog} from '../lab/event-log.js';
import {type Plan} from '../lab/events.js';
import {openSession} from '../lab/open-session.js';
import {type Session} from '../lab/session.js';
import {tableName} from '../lab/table.js';
import {fillRandom} from '../lab/workload/random-file.js';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {toFailure} from '../server/failure.js';
import {allOf} from './all-of.js';
import {createConfirm, type Confirm} from './confirm.js';
import {describeIntent} from './intent.js';
import {openTarget, type OpenTarget} from './open-target.js';
import {prepareServerSettings, type ServerSettings} from './server-settings.js';
import {serverRefusal} from './server-refusal.js';
import {startProgress} from './start-progress.js';

/** The lab on a server, ready to run, and the two ways to leave it. */
export type Lab = Pick<
	Session,
	'changeArmed' | 'changeOnInterrupt' | 'kill' | 'setRate' | 'togglePause'
> & {
	/** Why it is not the server one would expect. */
	readonly note?: string;
	/**
	One run, to its verdict. When the lab is left in its midst, it is cut short: on a throwaway server without a verdict.

	@throws {Refusal} when it can't begin.
	*/
	readonly run: () => Promise<void>;
	/** Ends what was started, and removes what was created. @throws {Refusal} when something stays behind. */
	readonly close: () => Promise<void>;
	/** Lets go of everything at once. @returns What stays behind on a server of the user's. */
	readonly abandon: () => Promise<string | undefined>;
};

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

function throwawayLab(
	session: Session,
	{note, server, close: discard}: OpenTarget,
	leaving: AbortSignal,
): Lab {
	const close = async () => {
		await session.abandon();
		await discard();
	};

	return {
		...session,
		...(note !== undefined && {note}),
		async run() {
			await Promise.race([
				begin(session, server, leaving),
				once(leaving, 'abort'),
			]);
		},
		close,
		async abandon() {
			await close();
			return undefined;
		},
	};
}

function namedLab(
	session: Session,
	{
		server,
		address,
		settings,
		close: removeFolder,
	}: OpenTarget & {readonly settings: ServerSettings},
	{schema, keep}: LabOptions,
	leaving: AbortSignal,
): Lab {
	const leftBehind = `The table ${schema}.${tableName} may stay on ${address}; the next kill-lab there takes it over.`;

	return {
		...session,
		async run() {
			await begin(session, server, leaving);
		},
		async close() {
			await allOf(
				async () => {
					await closeSession(session, keep, leftBehind);
				},
				removeFolder,
				settings.putBack,
			);
		},
		async abandon() {
			await session.abandon();
			await removeFolder();
			const changed = await putBackSoon(settings);
			const left = [
				...(keep ? [] : [leftBehind]),
				...(changed === undefined ? [] : [changed]),
			];
			return left.length === 0 ? undefined : left.join('\n');
		},
	};
}

/** How long a user in a hurry waits for the settings, in ms. */
const hurryLimit = 2000;

/** @returns What stays behind, when it could not be done in time. */
async function putBackSoon(
	settings: ServerSettings,
): Promise<string | undefined> {
	const late = new Refusal(
		'What --fix has changed on the server may stay so; the next kill-lab there puts it back.',
	);
	try {
		await Promise.race([
			settings.putBack(),
			wait(hurryLimit, undefined, {ref: false}).then(() => {
				throw late;
			}),
		]);
		return undefined;
	} catch (error: unknown) {
		return toFailure(error).message;
	}
}

async function begin(
	session: Session,
	server: Server,
	leaving: AbortSignal,
): Promise<void> {
	try {
		await session.run(leaving);
	} catch (error: unknown) {
		throw serverRefusal(server, error);
	}
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

async function closeSession(
	session: Session,
	keep: boolean,
	leftBehind: string,
): Promise<void> {
	try {
		await session.close({keep});
	} catch (error: unknown) {
		throw new Refusal(
			`Could not clean up: ${toFailure(error).message.replace(/\.$/, '')}. ${leftBehind}`,
			{cause: error},
		);
	}
}
