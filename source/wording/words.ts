import {type Effect, type KillKind} from '../lab/events/kill.js';
import {type Hidden} from '../lab/events/hidden.js';
import {printable} from '../printable.js';
import {type Failure} from '../server/failure.js';
import {type Leftover} from '../lab/events/leftovers.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {
	type DataVerdict,
	type Foreign,
	type Progress,
	type Returned,
	type ServerFacts,
	type ServerRole,
	type ServerView,
	type Verdict,
} from '../lab/events/events.js';
import {formatPercent, formatRate, grouped} from '../format.js';
import {nowOf} from '../lab/history/kill-knowledge.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {toldEffect, type ToldEffect} from '../lab/history/told-effect.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {writingName} from '../lab/workloads/facts/writing.js';
import {takesWrites} from '../lab/events/surroundings.js';
import {schemaClauses} from './schema-words.js';
import {statesClauses} from './states-words.js';
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

/** How a statement ended that returned OK although a kill ended it: `OK with 1`. */
export function okWith(returned: Returned): string {
	return returned.type === 'changes'
		? `OK with ${count(returned.rows, 'row')}`
		: `OK with ${returned.value ?? (returned.isNull ? 'NULL' : 'no row')}`;
}

/** An error by its number, or a word where it has none. */
export function errorWords({errno}: Failure): string {
	return errno === undefined ? 'an error' : `error ${errno}`;
}

/** What a kill did, as its column in the kill log has it. */
export const shortEffects: Readonly<Record<ToldEffect, string>> = {
	interrupted: 'interrupted',
	lost: 'lost',
	'too-late': 'too late',
	'too-late?': 'too late?',
	'no-statement': 'no statement',
	disconnected: 'disconnected',
	'already-gone': 'already gone',
	refused: 'refused',
	unknown: 'unknown',
};

/** What a kill did, as its column in the kill log has it; `unknown` while nobody knows. */
export function effectWord({effect}: Pick<KillState, 'effect'>): string {
	return shortEffects[toldEffect(effect)];
}

/** What the server's view of the connection says, in a few words each. */
export function describeView({thread, transaction}: ServerView): {
	thread: string;
	transaction: string;
} {
	return {
		thread:
			thread.type === 'alive'
				? `${[thread.command, thread.state].filter(Boolean).join(' / ')}${describeProgress(thread.progress)}`
				: thread.type === 'gone'
					? 'gone'
					: describeHidden(thread),
		transaction: describeTransaction(transaction),
	};
}

/** What the server tells of a statement's progress, in its own units. */
function describeProgress(progress: Progress | undefined): string {
	if (progress === undefined) {
		return '';
	}

	const {done, total, stage, stages} = progress;
	return stage === undefined || stages === undefined
		? `, ${grouped(done)} of ${grouped(total)}`
		: `, stage ${stage} of ${stages}, ${formatPercent(done / total)}`;
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

/** The verdict of a run with this plan as one sentence, without the time. */
export function describeVerdict(verdict: Verdict, plan: RunPlan): string {
	if (verdict.outcome === 'unknown') {
		return `unknown: ${verdict.reason}`;
	}

	const {outcome, foreign, seenBy} = verdict;
	const found = describeFound(verdict, plan);
	return `${outcome}: ${found}, seen by connection ${seenBy}${foreign ? `; ${describeForeign(foreign)}` : ''}`;
}

function describeFound(
	verdict: Exclude<Verdict, {readonly outcome: 'unknown'}>,
	plan: RunPlan,
): string {
	switch (verdict.about) {
		case 'schema': {
			return schemaClauses(verdict, plan).join(', ');
		}

		case 'states': {
			return statesClauses(verdict).join(', ');
		}

		case 'data': {
			return describeRows(verdict, plan);
		}
	}
}

/** How many rows there are, and what is odd about them. */
function describeRows(verdict: DataVerdict, plan: RunPlan): string {
	const {outcome, expected} = verdict;
	const {stepNoun, rowsWord} = factsOf(plan);
	// Under autocommit, or if every step was skipped.
	const found =
		expected === 0 && verdict.there === 0
			? `no rows, because no ${writingName(factsOf(plan))} returned OK`
			: `${grouped(verdict.there)} of ${count(expected, 'row')}${rowsWord === undefined ? '' : ` ${rowsWord}`}${outcome === 'committed whole' && plan.steps > wholeSteps(verdict, plan) ? ` (${count(plan.steps, stepNoun)} planned)` : ''}`;
	return `${found}${describeIntact(verdict, plan)}${describeSurprise(verdict)}${describePart(verdict, plan)}`;
}

/** Why a part is what is to be expected, where that is so. */
function describePart({outcome, isTorn}: DataVerdict, plan: RunPlan): string {
	const {partWords, tornWords} = factsOf(plan);
	const words = isTorn ? tornWords : partWords;
	return outcome === 'PARTIAL' && words !== undefined ? `, ${words}` : '';
}

/** How many steps the expected rows are. */
function wholeSteps({expected}: DataVerdict, plan: RunPlan): number {
	return expected / (factsOf(plan).rowsOf?.(plan, 1) ?? 1);
}

function describeIntact({there, intact}: DataVerdict, plan: RunPlan): string {
	const {intactWords} = factsOf(plan);
	if (there === 0 || intactWords === undefined) {
		return '';
	}

	return `, ${intact === there ? intactWords.all : intactWords.part(intact, there)}`;
}

function describeSurprise({
	there,
	unanswered,
	isForgotten,
}: DataVerdict): string {
	if (isForgotten) {
		return ', although COMMIT returned OK';
	}

	return unanswered === 0
		? ''
		: `, ${unanswered === there ? '' : `${unanswered} of them `}although the client saw an error`;
}

/** Somebody else's rows in the lab's table, and which one is first. */
function describeForeign({number, rows: [first]}: Foreign): string {
	const [id, name] = first?.cells ?? [];
	const which =
		id === undefined || name === undefined
			? ''
			: ` (id ${id}, ${JSON.stringify(printable(String(name)))}${number > 1 ? ', …' : ''})`;
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
	product,
	address,
	tls,
	own,
	surroundings,
}: ServerFacts): readonly ServerPart[] {
	const told = (isGrave: boolean, rank: number): readonly ServerPart[] =>
		surroundings
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

function describeRole({isReadOnly}: ServerRole): string[] {
	return isReadOnly ? ['read-only'] : [];
}

/** The kind of a kill, as the screen calls it. */
export function killName(kind: KillKind): string {
	return kind === 'query' ? 'KILL QUERY' : 'KILL CONNECTION';
}

/** The same, as short as a column needs it. */
export const killColumn: Readonly<Record<KillKind, string>> = {
	query: 'QUERY',
	connection: 'CONN',
};

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
	return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}
