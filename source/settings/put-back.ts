import {type Connection} from 'mysql2';
import {setStatement, type SettableVariable} from '../lab/events/finding.js';
import {Refusal} from '../refusal.js';
import {queryPromptly} from '../server/query-promptly.js';
import {identityOf, readFingerprint} from '../server/fingerprint.js';
import {isConnectionLost, toFailure} from '../server/failure.js';
import {
	isHeld,
	type Change,
	type Entry,
	type Journal,
	type Kept,
} from './journal.js';

/** What became of a setting that a lab changed. */
export type Outcome = {
	readonly variable: SettableVariable;
	/** The lab's entry: the oldest, when several labs had changed it. */
	readonly entry: Entry;
} & (
	| {readonly type: 'put back'; readonly value: string}
	/** Somebody else has changed it since. */
	| {readonly type: 'changed since'; readonly value: string}
	/** Another lab still needs it, and will put it back. */
	| {readonly type: 'still needed'}
	/** The server refused; the entry stays. */
	| {
			readonly type: 'refused';
			readonly statement: string;
			readonly message: string;
	  }
);

/** A setting that a lab changed and nobody has put back. */
export type LeftSetting = {
	readonly variable: SettableVariable;
	/** The lab's entry: the oldest, when several labs had changed it. */
	readonly entry: Entry;
	/** What it is now. */
	readonly value: string;
	/** What it was before. */
	readonly old: string;
};

/** Held while settings are changed or put back, so that two labs never do that at the same time. */
const lock = 'kill-lab settings';

/** How long to wait for another lab to release it, in seconds. */
const lockWait = 10;

/** What identifies a server in the journal. @throws mysql2's error. */
export async function readIdentity(connection: Connection): Promise<string> {
	return identityOf(await readFingerprint(connection));
}

/** Does something to the settings while no other lab does. @throws {Refusal} when another one takes too long; mysql2's error. */
export async function withSettingsLock<Result>(
	connection: Connection,
	act: () => Promise<Result>,
): Promise<Result> {
	const [row] = await queryPromptly(
		connection,
		'SELECT GET_LOCK(?, ?) AS taken',
		[lock, lockWait],
	);
	if (String(row?.['taken']) !== '1') {
		throw new Refusal(
			'Another kill-lab is still changing settings of this server. Try again when it is done.',
		);
	}

	try {
		return await act();
	} finally {
		await queryPromptly(connection, 'SELECT RELEASE_LOCK(?)', [lock]);
	}
}

/** A setting's global value. @throws mysql2's error. */
export async function readSetting(
	connection: Connection,
	variable: SettableVariable,
): Promise<string> {
	const [row] = await queryPromptly(
		connection,
		`SELECT CAST(@@GLOBAL.${variable} AS CHAR) AS value`,
	);
	return String(row?.['value']);
}

/** What labs that have ended changed on one server and did not put back. */
type LeftOver = {
	readonly kept: readonly Kept[];
	/** A running lab needs some of it. */
	readonly changes: ReadonlyArray<{
		readonly variable: SettableVariable;
		readonly changed: Several;
		readonly isNeeded: boolean;
	}>;
};

/**
Puts back what labs that have ended changed on this server: each setting that no running lab needs and that still has the value that a lab gave it.

@param own - The file of the lab that ends with this.
@throws mysql2's error, when the connection is lost.
*/
export async function putBack(
	connection: Connection,
	journal: Journal,
	own?: string,
): Promise<readonly Outcome[]> {
	return withSettingsLock(connection, async () => {
		const {kept, changes} = await findLeftOver(connection, journal, own);
		const outcomes: Outcome[] = [];
		for (const {variable, changed, isNeeded} of changes) {
			outcomes.push(
				isNeeded
					? {type: 'still needed', variable, entry: changed[0].entry}
					: await putOneBack(connection, variable, changed),
			);
		}

		const open = new Set(
			outcomes.flatMap(({type, variable}) =>
				type === 'still needed' || type === 'refused' ? [variable] : [],
			),
		);
		for (const {file, entry} of kept) {
			const changes = entry.changes.filter(({variable}) => open.has(variable));
			await journal.replace({file, entry: {...entry, changes, isLeft: true}});
		}

		return outcomes;
	});
}

/** What `putBack` would put back. Changes nothing. @throws mysql2's error. */
export async function findLeftSettings(
	connection: Connection,
	journal: Journal,
): Promise<readonly LeftSetting[]> {
	const {changes} = await findLeftOver(connection, journal);
	const left: LeftSetting[] = [];
	for (const {variable, changed, isNeeded} of changes) {
		const value = await readSetting(connection, variable);
		if (!isNeeded && isLabValue(value, changed)) {
			const [{entry, change}] = changed;
			left.push({variable, entry, value, old: change.old});
		}
	}

	return left;
}

async function findLeftOver(
	connection: Connection,
	journal: Journal,
	own?: string,
): Promise<LeftOver> {
	const entries = await journal.read();
	if (entries.length === 0) {
		return {kept: [], changes: []};
	}

	const server = await readIdentity(connection);
	const here = entries.filter(({entry}) => entry.server === server);
	const held = here.filter(({file, entry}) => file !== own && isHeld(entry));
	const kept = here.filter(one => !held.includes(one));
	return {
		kept,
		changes: Array.from(byVariable(kept), ([variable, changed]) => ({
			variable,
			changed,
			isNeeded: held.some(({entry}) =>
				entry.changes.some(change => change.variable === variable),
			),
		})),
	};
}

/** A change and whose it was. */
type Changed = {readonly entry: Entry; readonly change: Change};

/** At least one. */
type Several = readonly [Changed, ...Changed[]];

function byVariable(
	kept: readonly Kept[],
): ReadonlyMap<SettableVariable, Several> {
	const found = new Map<SettableVariable, Several>();
	for (const {entry} of kept) {
		for (const change of entry.changes) {
			const before = found.get(change.variable) ?? [];
			const [first = {entry, change}, ...rest] = [...before, {entry, change}];
			found.set(change.variable, [first, ...rest]);
		}
	}

	return found;
}

/** The oldest entry knows what it was before any lab came; each knows a value that a lab gave it. */
async function putOneBack(
	connection: Connection,
	variable: SettableVariable,
	changed: Several,
): Promise<Outcome> {
	const [{entry, change}] = changed;
	const value = await readSetting(connection, variable);
	if (!isLabValue(value, changed)) {
		return {type: 'changed since', variable, entry, value};
	}

	const statement = setStatement({variable, value: change.old});
	try {
		await queryPromptly(connection, statement);
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		const {message} = failure;
		return {type: 'refused', variable, entry, statement, message};
	}

	return {type: 'put back', variable, entry, value: change.old};
}

/** Whether a value is one that a lab gave it. */
function isLabValue(value: string, changed: Several): boolean {
	return changed.some(({change}) => change.new === value);
}
