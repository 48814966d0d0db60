import {once} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import {type LabOptions} from '../arguments.js';
import {type Session} from '../lab/session.js';
import {tableName} from '../lab/table.js';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {toFailure} from '../server/failure.js';
import {allOf} from './all-of.js';
import {type OpenTarget} from './open-target.js';
import {type ServerSettings} from './server-settings.js';
import {serverRefusal} from './server-refusal.js';

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
