import {once} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import {type LabOptions} from '../arguments.js';
import {type EventLog} from '../lab/event-log.js';
import {type Session} from '../lab/session.js';
import {tableName} from '../lab/table.js';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {toFailure} from '../server/failure.js';
import {allOf} from './all-of.js';
import {type OpenTarget} from './open-target.js';
import {type ServerSettings} from './server-settings.js';
import {serverRefusal} from './server-refusal.js';

/** What a lab is opened with besides the user's options. */
export type LabSurroundings = {
	readonly log: EventLog;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number | undefined;
	/** Aborted when the lab is left. */
	readonly leaving: AbortSignal;
	/** Sentences on what would stay on a server of the user's if the program ended now. */
	readonly leftBehind: Set<string>;
};

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

/** A lab on a server that goes with all its data. */
export function throwawayLab(
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

/** What may stay on a server of the user's, in words. */
export function tableStays(schema: string, address: string): string {
	return `The table ${schema}.${tableName} may stay on ${address}; the next kill-lab there takes it over.`;
}

/** A lab on a server of the user's: what it created is removed. */
export function namedLab(
	session: Session,
	{
		server,
		address,
		settings,
		close: removeFolder,
	}: OpenTarget & {readonly settings: ServerSettings},
	{schema, keep}: LabOptions,
	{leaving, leftBehind}: Pick<LabSurroundings, 'leaving' | 'leftBehind'>,
): Lab {
	const stays = tableStays(schema, address);

	return {
		...session,
		async run() {
			await begin(session, server, leaving);
		},
		async close() {
			await allOf(
				async () => {
					await closeSession(session, keep, stays);
					leftBehind.delete(stays);
				},
				removeFolder,
				settings.putBack,
			);
		},
		async abandon() {
			await session.abandon();
			await removeFolder();
			await putBackSoon(settings, leftBehind);
			const left = [...leftBehind];
			leftBehind.clear();
			return left.length === 0 ? undefined : left.join('\n');
		},
	};
}

/** How long a user in a hurry waits for the settings, in ms. */
const hurryLimit = 2000;

/** What could not be done in time is left behind. */
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
