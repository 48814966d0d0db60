import {formatDuration} from '../format.js';
import {
	rollbackOf,
	type Proof,
	type Proving,
	type TransactionVerdict,
} from '../lab/attach/proof.js';
import {type Remaining} from '../lab/attach/remaining.js';
import {type VictimDetails} from '../lab/attach/victim-details.js';
import {type FirstLook} from '../lab/attach/victim.js';
import {printable} from '../printable.js';
import {count, shortEffects} from './words.js';

/** Who a connection is and what it does, in a few words. Pure. */
export function describeVictim({
	thread: {connection},
	transaction,
}: Pick<FirstLook, 'thread' | 'transaction'>): string {
	const {user, host, command, state, seconds, statement} = connection;
	return [
		`${printable(user)}@${printable(host)}`,
		`${state || command} ${seconds} s`,
		transaction &&
			`transaction ${transaction.age} s, ${count(transaction.rows, 'row')}`,
		statement &&
			`${statement.isRunning ? '' : 'before: '}${printable(statement.text)}`,
	]
		.filter(Boolean)
		.join(' · ');
}

/** What is seen of a kill while it is not proved yet. Pure. */
export function describeProgress(proving: Proving): string {
	const {kind, before, last, looks} = proving;
	const rollback = rollbackOf(proving);
	if (rollback) {
		const {transaction, elapsed} = rollback;
		return `rolling back for ${formatDuration(elapsed)}, ${count(transaction.rows, 'row')} left (${count(looks, 'look')}). Restarting the server would not make it faster.`;
	}

	if (last?.thread.type === 'gone') {
		return 'the connection is gone, its transaction not yet';
	}

	const {state, command} =
		last?.thread.type === 'listed'
			? last.thread.connection
			: before.thread.connection;
	return `${kind === 'query' ? 'the statement' : 'the connection'} is still there: ${state || command}`;
}

/** How the end of a transaction is known. */
function evidenceOf(
	by: Extract<TransactionVerdict, {readonly by: string}>['by'],
	proving: Proving,
): string {
	switch (by) {
		case 'read': {
			return "read from the server's record";
		}

		case 'seen': {
			return 'seen rolling back, then gone';
		}

		case 'concluded': {
			return `concluded: open ${lookAge(proving)}, it is gone, and nothing that ran can have committed it`;
		}
	}
}

/** How old the last look before the kill was: what the client did since then nobody has seen. */
function lookAge({sentAt, before}: Proving): string {
	return `${formatDuration(Math.max(0, sentAt - before.at))} before the KILL`;
}

/** What became of the transaction, as a sentence without its full stop. Pure. */
export function describeTransaction(
	verdict: TransactionVerdict,
	proving: Proving,
): string {
	switch (verdict.outcome) {
		case 'none': {
			return `It had no transaction open ${lookAge(proving)}`;
		}

		case 'rolled back':
		case 'committed': {
			return `Its transaction was ${verdict.outcome} (${evidenceOf(verdict.by, proving)})`;
		}

		case 'still open': {
			return `Its transaction is STILL OPEN on ${proving.before.thread.connection.id}, ${count(verdict.rows, 'row')} pending: the client has to end it`;
		}

		case 'rolling back': {
			return proving.kind === 'query'
				? `The rows of its statement are still being undone: its transaction has ${count(verdict.rows, 'row')} now`
				: `Its transaction is still rolling back, ${count(verdict.rows, 'row')} left`;
		}

		case 'prepared XA': {
			return `Its transaction survives as a prepared XA transaction${verdict.rows === undefined ? '' : `, ${count(verdict.rows, 'row')}`}: XA RECOVER lists it, XA ROLLBACK or XA COMMIT ends it`;
		}

		case 'unknown': {
			return `What became of its transaction is not known: ${verdict.why}`;
		}
	}
}

const aims = {
	query: 'the statement has ended',
	connection: 'the connection is gone',
} as const;

/** What was proved, in one or two sentences. Pure. */
export function describeProof(proving: Proving, proof: Proof): string {
	const {kind} = proving;
	const effect =
		proof.effect === 'unknown' || kind === 'connection'
			? ''
			: ` (${shortEffects[proof.effect]})`;
	const transaction = describeTransaction(proof.transaction, proving);
	if (proof.isReached) {
		return `proved: ${aims[kind]}${effect}. ${transaction}`;
	}

	return proof.transaction.outcome === 'rolling back'
		? `not proved. ${transaction}`
		: `not proved: ${describeProgress(proving)}. ${transaction}`;
}

/** How long a rollback will still take, with what it is known from. Pure. @param elapsed - How long it has been seen, in ms. */
export function remainingWords(
	rest: Remaining,
	elapsed: number | undefined,
): string {
	const since =
		elapsed === undefined
			? ''
			: `Rolling back for ${formatDuration(elapsed)}. `;
	switch (rest.type) {
		case 'range': {
			return `${since}${formatDuration(rest.least)} to ${formatDuration(rest.most)} more, by ${count(rest.looks, 'look')}. Restarting the server would not make it faster.`;
		}

		case 'unknown': {
			return `${since}How long it will take can't be told: ${rest.why}. Restarting the server would not make it faster.`;
		}
	}
}

/** What a KILL CONNECTION would end besides the transaction; `undefined`: nothing that is known. Pure. */
export function lossWords({
	session,
	untold,
}: VictimDetails): string | undefined {
	const things = [...session].map(([thing, number]) =>
		thing === 'temporary table' ? 'temporary tables' : count(number, thing),
	);
	const lost =
		things.length === 0
			? []
			: [`KILL CONNECTION also ends: ${things.join(', ')}.`];
	const hidden =
		untold.length === 0
			? []
			: [
					`This server does not show: ${untold.map(thing => `${thing}s`).join(', ')}.`,
				];
	return lost.length + hidden.length === 0
		? undefined
		: [...lost, ...hidden].join(' ');
}
