import {setTimeout as wait} from 'node:timers/promises';
import {type LabOptions} from '../../options/parse-command-line.js';
import {type EventLog} from '../../lab/history/event-log.js';
import {type Aim} from '../../lab/events/aim.js';
import {type Session} from '../../lab/session.js';
import {fitsPlan} from '../../lab/workloads/facts/fits-plan.js';
import {LeftWaiting, type Waits} from '../../lab/connections/waits.js';
import {type Server} from '../../server/address.js';
import {toFailure} from '../../server/failure.js';
import {allOf} from '../all-of.js';
import {closeSession} from '../close-session.js';
import {unlessAborted} from '../unless-aborted.js';
import {type OpenTarget} from '../target/open-target.js';
import {type ServerSettings} from '../target/server-settings.js';
import {serverRefusal} from '../target/server-refusal.js';
import {type WrittenPlace} from './written-place.js';

/** What a lab needs to open besides the user's options. */
export type LabContext = {
	readonly log: EventLog;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number | undefined;
	/** Aborted when the user quits the lab. */
	readonly leaving: AbortSignal;
	/** Sentences about what would stay on the user's server if the program ended now. */
	readonly leftBehind: Set<string>;
};

/** The lab on a server, ready to run, and the two ways to quit it. */
export type Lab = Pick<
	Session,
	| 'answer'
	| 'arm'
	| 'changeOnInterrupt'
	| 'choose'
	| 'kill'
	| 'setRate'
	| 'togglePause'
> & {
	/** What to know of the server, as `OpenTarget` has it. */
	readonly note?: string;
	/**
	One run, up to its verdict. If the user quits in the middle, it is cut short: on a throwaway server without a verdict.

	@throws {Refusal} when it can't begin.
	*/
	readonly run: () => Promise<void>;
	/** Stops what was started and removes what was created. @throws {Refusal} when something is left behind. */
	readonly close: () => Promise<void>;
	/** Drops everything at once. What stays on the user's server is in `leftBehind`. */
	readonly abandon: () => Promise<void>;
};

/** A lab on a server that is thrown away with all its data. */
export function throwawayLab(
	session: Session,
	{note, server, close: discard}: OpenTarget,
	{kills}: LabOptions,
	leaving: AbortSignal,
): Lab {
	const close = async () => {
		await session.abandon();
		await discard();
	};

	return {
		...session,
		...(note !== undefined && {note}),
		async choose(wanted, how) {
			await refusing(server, session.choose(wanted, how));
		},
		async run() {
			const running = begin(session, server, {kills, leaving});
			try {
				await unlessAborted(running, leaving);
			} catch (error: unknown) {
				if (!leaving.aborted) {
					throw error;
				}
			}

			if (leaving.aborted) {
				// It reports what is known of the run, and ends at once.
				await session.abandon();
				await ended(running);
			}
		},
		close,
		abandon: close,
	};
}

/** A lab on the user's server: its table is removed, and what stays there is reported. */
export function namedLab(
	session: Session,
	{
		server,
		settings,
		close: removeFolder,
	}: OpenTarget & {readonly settings: ServerSettings},
	{keep, kills}: LabOptions,
	{
		leaving,
		leftBehind,
		waits,
		place,
	}: Pick<LabContext, 'leaving' | 'leftBehind'> & {
		readonly waits: Waits;
		readonly place: WrittenPlace;
	},
): Lab {
	return {
		...session,
		async run() {
			await begin(session, server, {kills, leaving});
		},
		async close() {
			await allOf(
				async () => {
					if (await closeSession(session, waits, {keep})) {
						// The events have reported what stays.
						place.forget();
					}
				},
				removeFolder,
				async () => putBack(settings, waits, leftBehind),
			);
		},
		async abandon() {
			await session.abandon();
			await removeFolder();
			await putBackSoon(settings, leftBehind);
		},
	};
}

/** How long quitting waits for the settings to be put back, in ms. */
const hurryLimit = 500;

/** Whatever is not done in time is left behind. */
async function putBackSoon(
	settings: ServerSettings,
	leftBehind: Set<string>,
): Promise<void> {
	try {
		await Promise.race([
			settings.putBack(),
			wait(hurryLimit, undefined, {ref: false}),
		]);
	} catch (error: unknown) {
		leftBehind.add(toFailure(error).message);
	}
}

/** Puts the settings back, or says that they stay: on quitting, it does not wait for the server's answer. */
export async function putBack(
	settings: ServerSettings,
	waits: Waits,
	leftBehind: Set<string>,
): Promise<void> {
	try {
		await waits.during('settings', settings.putBack);
	} catch (error: unknown) {
		if (!(error instanceof LeftWaiting)) {
			throw error;
		}

		await putBackSoon(settings, leftBehind);
	}
}

/** A run that is dropped in the middle fails. */
async function ended(running: Promise<void>): Promise<void> {
	try {
		await running;
	} catch {
		// The user quit before the run had begun.
	}
}

/** Of the kills of the command line, a workload that was chosen on the screen gets those whose moment can come in it. */
async function begin(
	session: Session,
	server: Server,
	{
		kills,
		leaving,
	}: {readonly kills: readonly Aim[]; readonly leaving: AbortSignal},
): Promise<void> {
	const plan = session.plan();
	const aims = kills.filter(aim => fitsPlan(aim, plan));
	await refusing(server, session.run({aims, signal: leaving}));
}

/** @throws {Refusal} when what goes wrong on the server is no bug. */
async function refusing(
	server: Server,
	acting: Promise<unknown>,
): Promise<void> {
	try {
		await acting;
	} catch (error: unknown) {
		throw serverRefusal(server, error);
	}
}
