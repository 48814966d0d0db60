import {
	afterEachRow,
	afterStatement,
	endsStatement,
	withoutTransactions,
	type TestedClaim,
} from '../facts/claims.js';
import {
	dataOf,
	measured,
	rollsBack,
	type Knowledge,
} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';

/** How a statement that changes rows treats kills. */
export type ChangingTarget = {
	/** What it is called, such as `UPDATE`. */
	readonly target: string;
	/** Where it looks at the flag, as words after "saw the flag". */
	readonly where: string;
	/** What a KILL QUERY does while it works; absent: as to most statements. */
	readonly interrupted?: {
		/** The phase in which it works. */
		readonly phase: string;
		/** In one short line. */
		readonly now: string;
		readonly why: string;
	};
};

/** What kills do to a statement that changes rows, and looks at the flag again and again while it does. */
export function changingKnowledge({
	target,
	where,
	interrupted: {phase, now, why} = {
		phase: 'execute',
		now: 'error 1317, after its rows are undone',
		why: `The ${target} saw the flag ${where}. The server undid all of its rows, and only then answered with the error.`,
	},
}: ChangingTarget): readonly Knowledge[] {
	const undone = `The client is disconnected at once. The thread saw the flag ${where}, and the server undoes all that the ${target} had changed.`;
	const cutOff: Knowledge = {
		kind: 'connection',
		phases: ['send', 'sent', phase, 'end'],
		now: pending => rollsBack(pending, 'disconnects; its rows are undone'),
		nowInFull: pending =>
			pending.steps === 0
				? 'disconnects; all that it has changed is undone'
				: `disconnects; rolls back ${dataOf(pending)}`,
		why: {disconnected: undone},
		source: measured,
	};
	return [
		beforeExecution(target, why),
		{
			kind: 'query',
			phases: [phase],
			now: () => now,
			why: {interrupted: why, 'too-late': endedFirst(target)},
			source: measured,
		},
		atItsEnd(target),
		{
			kind: 'connection',
			phases: ['end'],
			autocommit: true,
			now: () => 'disconnects; its rows may commit',
			why: {
				disconnected: `The client is disconnected at once. Under autocommit the ${target} commits if it had seen every row: the verdict says whether.`,
			},
			source: measured,
		},
		{
			...cutOff,
			autocommit: true,
			why: {
				disconnected: `${undone} If it had ended by then, its rows are committed: the verdict says whether.`,
			},
		},
		cutOff,
	];
}

/** What the manuals say about a statement that changes rows of a table with transactions. @param target - What it is called. */
export function changingClaims(target: string): readonly TestedClaim[] {
	return [
		{
			claim: endsStatement,
			holds: 'yes',
			found: `The ${target} ends with error 1317, after its rows are undone. Connection and transaction stay.`,
		},
		{
			claim: afterEachRow,
			holds: 'yes',
			found: `The ${target} saw the flag between two rows.`,
		},
		{
			claim: withoutTransactions,
			holds: 'no',
			found: `An InnoDB table undoes the killed ${target} under autocommit too. A MyISAM table does not.`,
		},
		{
			claim: afterStatement,
			holds: 'no',
			found: `The client is disconnected at once, while the server still undoes the ${target}.`,
		},
	];
}
