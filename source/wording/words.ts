import {type Effect, type KillKind} from '../lab/events/kill.js';
import {type Hidden} from '../lab/events/hidden.js';
import {printable} from '../printable.js';
import {type Failure} from '../server/failure.js';
import {type Leftover} from '../lab/events/leftovers.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {
	type Foreign,
	type ServerFacts,
	type ServerRole,
	type ServerView,
	type Verdict,
} from '../lab/events/events.js';
import {formatPercent, formatRate} from '../format.js';
import {nowOf} from '../lab/history/kill-knowledge.js';
import {
	phaseOfKill,
	type KillState,
	type Phase,
	type RunState,
} from '../lab/history/state.js';
import {takesWrites} from '../lab/events/surroundings.js';
import {briefly} from './surrounding-words.js';

/** What a kill did, in a few words. */
export const effectNames: Readonly<Record<Effect, string>> = {
	interrupted: 'interrupted, error 1317',
	lost: 'lost: server still receiving',
	'too-late': 'too late: it finished',
	'no-statement': 'no statement was running',
	disconnected: 'disconnected',
	'already-gone': 'already gone, error 1094',
	refused: 'refused',
	unknown: 'effect unknown',
};

/** What a kill did, as its column in the kill log has it. */
export const shortEffects: Readonly<Record<Effect, string>> = {
	interrupted: 'interrupted',
	lost: 'lost',
	'too-late': 'too late',
	'no-statement': 'no statement',
	disconnected: 'disconnected',
	'already-gone': 'already gone',
	refused: 'refused',
	unknown: 'unknown',
};

/** When something happened in a run, as words to put after it. */
export const phaseWords: Readonly<Record<Phase, string>> = {
	idle: 'between statements',
	setup: 'while the data were prepared',
	begin: 'during BEGIN',
	generate: 'while the file was generated',
	identify: 'during SELECT CONNECTION_ID()',
	upload: 'during the upload',
	sent: 'after the last byte, before the server was seen executing',
	execute: 'during execution',
	write: 'while the row was being written',
	verify: 'during the hash comparison',
	commit: 'during COMMIT',
	rollback: 'during ROLLBACK',
	look: 'after the last statement',
	over: 'after the run',
};

/** Where a run was when a kill arrived, as words to put after it. */
export function describeMoment(kill: KillState): string {
	const phase = phaseOfKill(kill);
	return phase === 'upload' && kill.file
		? `at ${formatPercent(kill.file.part)} of the upload`
		: phaseWords[phase];
}

/** What the server's view of the connection says, in a few words each. */
export function describeView({thread, transaction}: ServerView): {
	thread: string;
	transaction: string;
} {
	return {
		thread:
			thread.type === 'alive'
				? [thread.command, thread.state].filter(Boolean).join(' / ')
				: thread.type === 'gone'
					? 'gone'
					: describeHidden(thread),
		transaction: describeTransaction(transaction),
	};
}

/** What is missing, rather than the server's own words. */
function describeHidden({why, grant}: Hidden): string {
	return grant === undefined
		? `hidden: ${why}`
		: `hidden: needs GRANT ${grant}`;
}

function describeTransaction(transaction: ServerView['transaction']): string {
	switch (transaction.type) {
		case 'open': {
			return `${transaction.state}, ${count(transaction.rows, 'row')}`;
		}

		case 'none': {
			return 'none';
		}

		case 'unreadable': {
			return 'MySQL hides it: blob being written';
		}

		case 'hidden': {
			return describeHidden(transaction);
		}
	}
}

/** What a key would do at this moment, in one line of at most `room` cells, if any line is that short. */
export function describeNow(
	kind: KillKind,
	run: RunState,
	room: number,
): string {
	return nowOf(kind, run, room) ?? '';
}

/** The servers' names for errors that mysql2 does not know. */
const furtherNames: ReadonlyMap<number, string> = new Map([
	[1927, 'ER_CONNECTION_KILLED'],
	[1969, 'ER_STATEMENT_TIMEOUT'],
]);

/** An error with its text, plus number and name if it is a server's. */
export function describeFailure(failure: Failure): string {
	const number = describeNumber(failure);
	return number === undefined
		? failure.message
		: `${failure.message} (${number})`;
}

/** The same where the end may be cut off: number and name first. */
export function describeErrorFirst(failure: Failure): string {
	const number = describeNumber(failure);
	return number === undefined
		? failure.message
		: `error ${number}: ${failure.message}`;
}

/** The number of a server's error, with its name. */
function describeNumber({errno, code}: Failure): string | undefined {
	return errno === undefined || errno < 1000
		? undefined
		: [errno, code ?? furtherNames.get(errno)].filter(Boolean).join(' ');
}

/**
The verdict as one sentence, without the time.

@param planned - How many files the run was to commit.
*/
export function describeVerdict(verdict: Verdict, planned?: number): string {
	if (verdict.outcome === 'unknown') {
		return `unknown: ${verdict.reason}`;
	}

	const {outcome, rows, expected, unanswered, isForgotten, foreign, seenBy} =
		verdict;
	const equal = rows.filter(row => row.equal).length;
	const hashes =
		rows.length === 0
			? ''
			: equal === rows.length
				? ', all hashes equal'
				: `, only ${equal} of ${rows.length} hashes equal`;
	const surprise = isForgotten
		? ', although COMMIT returned OK'
		: unanswered === 0
			? ''
			: `, ${unanswered === rows.length ? '' : `${unanswered} of them `}although the client saw an error`;
	// Under autocommit, or if every file was skipped.
	const found =
		expected === 0 && rows.length === 0
			? 'no rows, because no INSERT returned OK'
			: `${rows.length} of ${count(expected, 'row')}${outcome === 'committed whole' && planned !== undefined && planned > expected ? ` (${count(planned, 'file')} planned)` : ''}`;
	return `${outcome}: ${found}${hashes}${surprise}, seen by connection ${seenBy}${foreign ? `; ${describeForeign(foreign)}` : ''}`;
}

/** Somebody else's rows in the lab's table, and which one is first. */
function describeForeign({number, rows: [first]}: Foreign): string {
	const which =
		first === undefined
			? ''
			: ` (id ${first.id}, ${JSON.stringify(printable(first.fileName))}${number > 1 ? ', …' : ''})`;
	return number === 1
		? `the table also has a row that is not the lab's${which}`
		: `the table also has ${number} rows that are not the lab's${which}`;
}

/** A part of a server's name. If there is no room for all, parts with a higher rank are dropped first; those with rank 0 stay. */
export type ServerPart = {
	readonly text: string;
	/** A shorter form. */
	readonly short?: string;
	readonly rank: number;
};

/** What the head of the screen says about the server, in order. */
export function serverParts({
	flavour,
	version,
	product = `${flavour === 'mysql' ? 'MySQL' : 'MariaDB'} ${version}`,
	address,
	tls,
	own,
	surroundings,
}: ServerFacts): readonly ServerPart[] {
	const told = (isGrave: boolean, rank: number): readonly ServerPart[] =>
		(surroundings ?? [])
			.filter(
				surrounding =>
					isGrave ===
					(!takesWrites(surrounding) || surrounding.type === 'hidden'),
			)
			.map(surrounding => briefly(surrounding))
			.filter(Boolean)
			.map(text => ({text, rank}));
	return [
		{text: product, rank: 0},
		// Before the address, because a narrow screen cuts off the end.
		...told(true, 0),
		...(own ? describeRole(own) : []).map(text => ({text, rank: 0})),
		own
			? {text: `${address} (${own.host})`, short: address, rank: 0}
			: {text: address, rank: 0},
		...(tls ? [{text: 'TLS', rank: 1}] : []),
		...told(false, 2),
	];
}

/** The server as lines and summaries name it. */
export function describeServer(server: ServerFacts): string {
	return serverParts(server)
		.map(({text}) => text)
		.join(' · ');
}

function describeRole({isReadOnly, replica}: ServerRole): string[] {
	return [
		...(replica === 'yes' ? ['REPLICA'] : []),
		// The account can't see whether it is one.
		...(replica === 'unknown' ? ['replica?'] : []),
		...(isReadOnly ? ['read-only'] : []),
	];
}

/** The kind of a kill, as the screen calls it. */
export function killName(kind: KillKind): string {
	return kind === 'query' ? 'KILL QUERY' : 'KILL CONNECTION';
}

/** A rate, or that there is none. */
export function describeRate(rate: RunPlan['rate']): string {
	return rate === undefined ? 'full speed' : formatRate(rate);
}

/**
What the lab leaves on a server, and how to remove it, in a sentence or two.

@param address - The server's name on the screen.
*/
export function describeLeftover(
	{what, name, state, why, statement}: Leftover,
	address: string,
): string {
	if (state === 'gone') {
		return `The ${what} ${name} is no longer on ${address}: somebody dropped or renamed it.`;
	}

	const stays = `The ${what} ${name} ${stateWords[state]} on ${address}`;
	const run = statement === undefined ? '' : `run: ${statement}`;
	return why === undefined
		? `${stays}; the next kill-lab there takes it over, except on a cluster. To remove it, ${run}`
		: `${stays}: ${why}. If nobody needs it, ${run}`;
}

const stateWords: Readonly<Record<Exclude<Leftover['state'], 'gone'>, string>> =
	{
		stays: 'is still',
		'may stay': 'may still be',
	};

/** A number with its noun: `1 row`, `3 rows`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
