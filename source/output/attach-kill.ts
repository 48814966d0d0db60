import {formatDuration} from '../format.js';
import {
	type ListedConnection,
	type OpenTransaction,
} from '../lab/attach/listing.js';
import {
	rollbackOf,
	type Proof,
	type Proving,
	type SentKill,
	type TransactionVerdict,
} from '../lab/attach/proof.js';
import {type FirstLook} from '../lab/attach/victim.js';
import {type Effect} from '../lab/events/kill.js';
import {printable} from '../printable.js';
import {count, shortEffects} from '../wording/words.js';

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

const evidence = {
	read: "read from the server's record",
	seen: 'seen rolling back, then gone',
	concluded:
		'concluded: it is gone, and nothing that ran can have committed it',
} as const;

/** What became of the transaction, as a sentence without its full stop. Pure. */
export function describeTransaction(
	verdict: TransactionVerdict,
	connectionId: string,
): string {
	switch (verdict.outcome) {
		case 'none': {
			return 'it had no transaction open';
		}

		case 'rolled back':
		case 'committed': {
			return `its transaction was ${verdict.outcome} (${evidence[verdict.by]})`;
		}

		case 'still open': {
			return `its transaction is STILL OPEN on ${connectionId}, ${count(verdict.rows, 'row')} pending: the client has to end it`;
		}

		case 'rolling back': {
			return `its transaction is still rolling back, ${count(verdict.rows, 'row')} left`;
		}

		case 'prepared XA': {
			return `its transaction survives as a prepared XA transaction${verdict.rows === undefined ? '' : `, ${count(verdict.rows, 'row')}`}: XA RECOVER lists it, XA ROLLBACK or XA COMMIT ends it`;
		}

		case 'unknown': {
			return `what became of its transaction is not known: ${verdict.why}`;
		}
	}
}

const aims = {
	query: 'the statement has ended',
	connection: 'the connection is gone',
} as const;

/** What was proved, in one or two sentences. Pure. */
export function describeProof(proving: Proving, proof: Proof): string {
	const {kind, before} = proving;
	const {id} = before.thread.connection;
	const effect =
		proof.effect === 'unknown' || kind === 'connection'
			? ''
			: ` (${shortEffects[proof.effect]})`;
	const transaction = describeTransaction(proof.transaction, id);
	return proof.isReached
		? `proved: ${aims[kind]}${effect}; ${transaction}`
		: `not proved: ${describeProgress(proving)}; ${transaction}`;
}

/** What `attach ID --kill … --json` prints, and a line of `--log`. */
export type AttachKillDocument = {
	readonly product: string;
	readonly address: string;
	/** The account that killed. */
	readonly account: string;
	/** As it was when the first kill was sent. */
	readonly victim: ListedConnection;
	/** The one that it had open; absent: none. */
	readonly transaction?: OpenTransaction;
	readonly kills: ReadonlyArray<
		Pick<SentKill, 'kind' | 'statement' | 'refused'> & {
			/** In ISO 8601. */
			readonly sent: string;
			/** Until the server accepted it, in ms. */
			readonly answeredAfter: number;
		}
	>;
	readonly isProved: boolean;
	readonly effect: Effect;
	readonly verdict: TransactionVerdict;
	/** When each was seen first, in ms since the last kill was sent. */
	readonly seen: Readonly<
		Partial<
			Record<
				'statementEnded' | 'rollback' | 'threadGone' | 'transactionGone',
				number
			>
		>
	>;
	/** How often it was looked. */
	readonly looks: number;
};

/** The document of a kill and its proof. Pure. @param toIso - Writes a time of the program's clock as ISO 8601. */
export function attachKillDocument(
	{
		product,
		address,
		account,
	}: Pick<AttachKillDocument, 'product' | 'address' | 'account'>,
	{
		kills,
		proving,
		proof,
	}: {
		readonly kills: readonly SentKill[];
		readonly proving: Proving;
		readonly proof: Proof;
	},
	toIso: (at: number) => string,
): AttachKillDocument {
	const {before, looks} = proving;
	const sentAt = kills.at(-1)?.sentAt ?? before.at;
	const times = {
		statementEnded: proving.statementEndedAt,
		rollback: proving.rollbackSeenAt,
		threadGone: proving.threadGoneAt,
		transactionGone: proving.transactionGoneAt,
	};
	return {
		product,
		address,
		account,
		victim: before.thread.connection,
		...(before.transaction && {transaction: before.transaction}),
		kills: kills.map(({kind, statement, sentAt, answeredAt, refused}) => ({
			kind,
			statement,
			sent: toIso(sentAt),
			answeredAfter: answeredAt - sentAt,
			...(refused && {refused}),
		})),
		isProved: proof.isReached,
		effect: proof.effect,
		verdict: proof.transaction,
		seen: Object.fromEntries(
			Object.entries(times).flatMap(([name, at]) =>
				at === undefined ? [] : [[name, at - sentAt]],
			),
		),
		looks,
	};
}
