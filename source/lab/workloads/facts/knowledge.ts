import {type Flavour} from '../../../server/flavour.js';
import {type Effect, type KillKind} from '../../events/kill.js';
import {type Phase} from '../../events/phase.js';

/** How something about the server is known. */
export type Source =
	| 'measured on MySQL 9.7 and MariaDB 10.11'
	| 'measured on clusters of MySQL 9.7 and MariaDB 10.11'
	| "read in the servers' source"
	| 'not sure';

export const measured: Source = 'measured on MySQL 9.7 and MariaDB 10.11';
export const onClusters: Source =
	'measured on clusters of MySQL 9.7 and MariaDB 10.11';

/** What is not committed. */
export type Pending = {
	/** Steps whose target returned OK. */
	readonly steps: number;
	/** What they are, such as `file`. */
	readonly noun: string;
	/** How much they are, such as `500 MB`. */
	readonly amount: string;
};

/** What one kind of kill does in some phases. */
export type Knowledge = {
	readonly kind: KillKind;
	readonly phases: readonly Phase[];
	/** Absent: with or without a transaction. */
	readonly autocommit?: boolean;
	/** Absent: on either. */
	readonly flavour?: Flavour;
	/** What the key would do, in one short line. */
	readonly now: (pending: Pending) => string;
	/** The same for a wider line; absent: `now` says it all. */
	readonly nowInFull?: (pending: Pending) => string;
	/** Why it had its effect, as a sentence, for every effect that can be explained. */
	readonly why: Readonly<Partial<Record<Effect, string>>>;
	readonly source: Source;
};

/** Why a KILL CONNECTION undoes what is not committed. */
export const rolledBack =
	'The connection is closed, and the server rolls its transaction back.';

/** What a rollback undoes, or that there is nothing to undo. Pure. */
export function rollsBack(pending: Pending, nothing: string): string {
	return pending.steps === 0 ? nothing : `rolls back ${dataOf(pending)}`;
}

/** What is pending, with its amount: `5 files, 500 MB`. Pure. */
export function dataOf(pending: Pending): string {
	return pending.steps === 0
		? 'nothing'
		: `${stepsOf(pending)}, ${pending.amount}`;
}

/** This many steps, as words. Pure. */
export function stepsOf({steps, noun}: Omit<Pending, 'amount'>): string {
	return `${steps} ${noun}${steps === 1 ? '' : 's'}`;
}
