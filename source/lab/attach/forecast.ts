import {formatAmount} from '../../format.js';
import {type Flavour} from '../../server/flavour.js';
import {type KillKind} from '../events/kill.js';
import {knownOf} from '../history/kill-knowledge.js';
import {allFacts} from '../workloads/facts/registry.js';
import {isRollingBack} from './proof.js';
import {isRunning, isWithinTransaction, type FirstLook} from './victim.js';

/** A statement that is like another program's: what the lab knows of one is said of the other. */
type Likeness = {
	/** How it begins. */
	readonly begins: RegExp;
	/** The workload whose target is such a statement. */
	readonly workload: string;
};

const likenesses: readonly Likeness[] = [
	{begins: /^update\b/i, workload: 'update'},
	{begins: /^delete\b/i, workload: 'delete'},
	{begins: /^(?:insert|replace)\b.*\bselect\b/is, workload: 'insert-select'},
	{begins: /^(?:insert|replace)\b/i, workload: 'insert-values'},
	{begins: /^load\b/i, workload: 'load-data'},
	{begins: /^(?:alter\s+table|create\b.*\bindex)\b/is, workload: 'add-index'},
	{begins: /^call\b/i, workload: 'procedure'},
];

/** What a wait does when it is killed, by the state that the server shows [measured]. */
const waits: ReadonlyArray<{
	readonly state: RegExp;
	readonly says: Readonly<Record<Flavour, string>>;
}> = [
	{
		state: /^User sleep$/,
		says: {
			mysql: 'OK with 1, no error: its client goes on, and may commit',
			mariadb: 'error 1317',
		},
	},
	{
		state: /^User lock$/,
		says: {
			mysql: 'error 1317',
			mariadb: 'OK with NULL, no error: its client goes on, and may commit',
		},
	},
	{
		state: /metadata lock$/,
		says: {
			mysql: 'error 1317 at once; no row is touched',
			mariadb: 'error 1317 at once; no row is touched',
		},
	},
];

/** What a kill would do to a connection as it was seen last, in one short line: what is known of such a statement, and of what surrounds it. Pure. */
export function forecast(
	kind: KillKind,
	look: FirstLook,
	flavour: Flavour,
): string {
	const {state, statement, kind: whose} = look.thread.connection;
	if (whose !== 'client') {
		return "a thread of the server itself: nobody's to kill";
	}

	const text = statement?.isRunning ? statement.text.trim() : '';
	if (isRollingBack(look)) {
		return kind === 'query'
			? 'ignored: it is being undone already'
			: 'disconnects; the undoing goes on to its end';
	}

	if (kind === 'query' && !isRunning(look)) {
		return 'no statement is running: no effect';
	}

	if (/^commit\b/i.test(text)) {
		return kind === 'query'
			? 'too late, unless COMMIT waits for a lock'
			: 'disconnects; commits all or nothing';
	}

	if (kind === 'connection') {
		return knownOfStatement(kind, text, flavour, look) ?? undone(look);
	}

	const wait = waits.find(({state: shown}) => shown.test(state));
	const answer =
		wait?.says[flavour] ??
		knownOfStatement(kind, text, flavour, look) ??
		'error 1317, when it looks at the flag';
	return answer.startsWith('error') &&
		!committing.test(text) &&
		isWithinTransaction(look)
		? `${answer}; its transaction stays open`
		: answer;
}

/** These commit what was open before them [manuals]. */
const committing = /^(?:alter|create|drop|rename|truncate)\b/i;

function undone({transaction, hiddenUntil}: FirstLook): string {
	if (hiddenUntil !== undefined) {
		return 'disconnects; what it undoes is hidden from this account';
	}

	return transaction
		? transaction.rows === 0
			? 'disconnects; no row to undo'
			: `disconnects; undoes ${formatAmount(transaction.rows, 'rows')}`
		: 'disconnects; no transaction is listed';
}

function knownOfStatement(
	kind: KillKind,
	text: string,
	flavour: Flavour,
	{transaction}: FirstLook,
): string | undefined {
	const likeness = likenesses.find(({begins}) => begins.test(text));
	const facts = allFacts.find(({name}) => name === likeness?.workload);
	const rows = transaction?.rows ?? 0;
	// What a transaction has changed says more than what is known of its last statement.
	if (!facts || (kind === 'connection' && rows > 0)) {
		return undefined;
	}

	const phase = facts.phases[2]?.name;
	const known =
		phase === undefined
			? undefined
			: knownOf(facts, kind, {phase, autocommit: false, flavour});
	return known?.now({steps: 0, noun: 'row', amount: ''});
}
