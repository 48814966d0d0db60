import process from 'node:process';
import {type LabOptions} from '../../options/parse-command-line.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {openSession} from '../../lab/open-session.js';
import {type Session, type SessionOptions} from '../../lab/session.js';
import {createWaits, type Waits} from '../../lab/connections/waits.js';
import {asItRuns} from '../../lab/workloads/facts/as-it-runs.js';
import {fillRandom} from '../../random.js';
import {Refusal} from '../../refusal.js';
import {allOf} from '../all-of.js';
import {createConfirm, type Confirm} from '../target/confirm.js';
import {openTarget, type OpenTarget} from '../target/open-target.js';
import {
	prepareServerSettings,
	type ServerSettings,
} from '../target/server-settings.js';
import {serverRefusal} from '../target/server-refusal.js';
import {startProgress} from '../target/start-progress.js';
import {unlessAborted} from '../unless-aborted.js';
import {
	namedLab,
	putBack,
	throwawayLab,
	type Lab,
	type LabContext,
} from './lifetime.js';
import {describeIntent} from './intent.js';
import {createWrittenPlace} from './written-place.js';

/**
Starts the server, or takes the one that was named, and opens a session on it.

@throws {Refusal} when the lab can't be opened: what is wrong, and what to do. The signal's reason, if the user quits before it is open.
*/
export async function openLab(
	options: LabOptions,
	{log, rate, leaving, leftBehind}: LabContext,
): Promise<Lab> {
	const progress = startProgress(process.stderr);
	const target = await openTarget(
		options.target,
		leaving,
		progress.report,
	).finally(progress.end);
	const waits = createWaits({log, server: target.server, leaving});

	const plan = planOf(options, rate);
	const confirm = createConfirm({yes: options.yes, leaving});
	const settings = await openSettingsOn(target, options.fix, {
		plan,
		confirm,
		leaving,
		leftBehind,
	});
	const unwritten = withdrawable(leaving);
	const place = createWrittenPlace(target.address, leftBehind);
	const session = await openSessionOn(
		target,
		settings,
		{unwritten: unwritten.signal, leftBehind},
		{
			log,
			waits,
			plan,
			fill: fillRandom,
			killChoice: options.killChoice,
			...(!target.isThrowaway && {
				leftovers: place.leftovers,
				async consent(server) {
					if (
						!(await confirm(
							describeIntent(server, asItRuns(plan), options.keep),
						))
					) {
						throw new Refusal('Nothing was written: the answer was not yes.');
					}

					unwritten.signal.throwIfAborted();
					unwritten.withdraw();
				},
			}),
			temporaryFolder: target.temporaryFolder,
			// A throwaway server does not come back.
			...(target.isThrowaway && {patience: 0}),
		},
	);

	return target.isThrowaway
		? throwawayLab(session, target, options, leaving)
		: namedLab(session, {...target, settings}, options, {
				leaving,
				leftBehind,
				waits,
				place,
			});
}

/** A signal that follows another one, until it is withdrawn. */
function withdrawable(signal: AbortSignal) {
	const own = new AbortController();
	const abort = () => {
		own.abort(signal.reason);
	};

	signal.addEventListener('abort', abort);
	if (signal.aborted) {
		abort();
	}

	return {
		signal: own.signal,
		withdraw() {
			signal.removeEventListener('abort', abort);
		},
	};
}

/**
What the runs of a lab will do. After an interruption that is a rollback, as in the blog post, unless the options say otherwise.

@param rate - Bytes per second; absent: as fast as the server takes them.
*/
export function planOf(
	{
		workload,
		schema,
		onInterrupt = 'rollback',
		autocommit,
		pauseCommit,
	}: LabOptions,
	rate?: number,
): RunPlan {
	return {
		...workload,
		schema,
		onInterrupt,
		autocommit,
		pauseCommit,
		...(rate !== undefined && {rate}),
	};
}

/** A throwaway server has the settings that it needs from the start. */
async function openSettingsOn(
	{server, isThrowaway, close}: OpenTarget,
	fix: boolean,
	{
		plan,
		confirm,
		leaving,
		leftBehind,
	}: {plan: RunPlan; confirm: Confirm} & Pick<
		LabContext,
		'leaving' | 'leftBehind'
	>,
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
			leftBehind,
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
	{
		unwritten,
		leftBehind,
	}: {unwritten: AbortSignal} & Pick<LabContext, 'leftBehind'>,
	rest: Omit<SessionOptions, 'server' | 'address' | 'waits'> & {
		readonly waits: Waits;
	},
): Promise<Session> {
	try {
		// As long as nothing is written, nobody needs to wait for it.
		return await unlessAborted(
			openSession({server, address, ...rest}),
			unwritten,
		);
	} catch (error: unknown) {
		await allOf(
			async () => {
				throw isLeft(unwritten, error) ? error : serverRefusal(server, error);
			},
			close,
			async () => putBack(settings, rest.waits, leftBehind),
		);
		throw error;
	}
}

/** Quitting ends what is under way with an error that is not one. */
function isLeft(leaving: AbortSignal, error: unknown): boolean {
	return leaving.aborted && !(error instanceof Refusal);
}
