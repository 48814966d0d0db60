import {type Connection} from 'mysql2';
import {setStatement, type Setting} from '../lab/events/finding.js';
import {Refusal} from '../refusal.js';
import {ownOwner} from '../leftovers/owner.js';
import {queryPromptly} from '../server/query-promptly.js';
import {isConnectionLost, toFailure} from '../server/failure.js';
import {
	isHeld,
	UnwrittenJournal,
	type Change,
	type Entry,
	type Journal,
	type Kept,
} from './journal.js';
import {
	putBack,
	readIdentity,
	readSetting,
	withSettingsLock,
	type Outcome,
} from './put-back.js';

/**
Changes settings while the lab runs. The change is in the journal before it is on the server, so that it is put back even if this process is killed in between.

What another running lab has changed on this server is entered too: the lab that ends last puts it back.

@returns The journal's file; absent if there was nothing to enter.
@throws {Refusal} when the server refuses one of them, or the journal can't be written; then none is changed. mysql2's error, when the connection is lost.
*/
export async function changeSettings(
	connection: Connection,
	journal: Journal,
	settings: readonly Setting[],
): Promise<string | undefined> {
	const kept = await withSettingsLock(connection, async () =>
		enter(connection, journal, settings),
	);
	if (!kept) {
		return undefined;
	}

	const {file, entry} = kept;
	try {
		for (const setting of settings) {
			await queryPromptly(connection, setStatement(setting));
		}

		// A server rounds some values.
		const changes = await Promise.all(
			entry.changes.map(async change => ({
				...change,
				new: await readSetting(connection, change.variable),
			})),
		);
		await journal.replace({file, entry: {...entry, changes}});
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (!(error instanceof UnwrittenJournal) && isConnectionLost(failure)) {
			throw error;
		}

		const outcomes = await putBack(connection, journal, file);
		throw notChanged(error, settings, outcomes);
	}

	return file;
}

/** Why nothing was changed, or what still is. */
function notChanged(
	error: unknown,
	settings: readonly Setting[],
	outcomes: readonly Outcome[],
): Refusal {
	const stuck = outcomes.filter(({type}) => type === 'refused');
	const result =
		stuck.length === 0
			? 'Nothing was changed.'
			: `Still changed, and put back by the next kill-lab there: ${stuck.map(({variable}) => variable).join(', ')}.`;
	const {message, errno} = toFailure(error);
	return new Refusal(
		error instanceof UnwrittenJournal
			? `${message} ${result}`
			: `--fix: ${message} (${errno}). ${result} On a managed service these are instance parameters: ${settings.map(setting => setting.variable).join(', ')}. Change them there.`,
		{cause: error},
	);
}

async function enter(
	connection: Connection,
	journal: Journal,
	settings: readonly Setting[],
): Promise<Kept | undefined> {
	const server = await readIdentity(connection);
	const changes = [
		...(await toChanges(connection, settings)),
		...(await heldChanges(connection, journal, {server, settings})),
	];
	if (changes.length === 0) {
		return undefined;
	}

	const entry: Entry = {
		owner: ownOwner(),
		server,
		at: Date.now(),
		changes,
		isLeft: false,
	};
	return {file: await journal.add(entry), entry};
}

async function toChanges(
	connection: Connection,
	settings: readonly Setting[],
): Promise<readonly Change[]> {
	const changes: Change[] = [];
	for (const {variable, value} of settings) {
		const old = await readSetting(connection, variable);
		changes.push({variable, old, new: String(value)});
	}

	return changes;
}

/** What running labs have changed here and must stay as it is. */
async function heldChanges(
	connection: Connection,
	journal: Journal,
	{server, settings}: {server: Entry['server']; settings: readonly Setting[]},
): Promise<readonly Change[]> {
	const entries = await journal.read();
	const held = new Set(
		entries
			.filter(({entry}) => entry.server === server && isHeld(entry))
			.flatMap(({entry}) => entry.changes.map(({variable}) => variable)),
	);
	const changes: Change[] = [];
	for (const variable of held) {
		if (!settings.some(setting => setting.variable === variable)) {
			const value = await readSetting(connection, variable);
			changes.push({variable, old: value, new: value});
		}
	}

	return changes;
}
