/*
How the state changes with the statements of a run: what becomes of the transaction, and what an interrupted one leaves.
*/
import {type StatementOutcome} from '../events/events.js';
import {boundsOf} from '../workloads/facts/bounds.js';
import {factsOf} from '../workloads/facts/registry.js';
import {struckOk} from '../workloads/facts/struck.js';
import {isInterruption} from './effect.js';
import {followingOf} from './question.js';
import {changeStep} from './reduce-step.js';
import {
	pendingRows,
	type RunState,
	type StatementState,
	type TransactionState,
} from './state.js';

/** The state with one statement of it changed. */
export function changeStatement(
	run: RunState,
	statement: number,
	change: Partial<StatementState>,
): RunState {
	return {
		...run,
		statements: run.statements.map(known =>
			known.statement === statement ? {...known, ...change} : known,
		),
	};
}

/** The state with one more statement. The number that MariaDB gave to the one before does not belong to it. */
export function startStatement(
	{queryId, ...run}: RunState,
	started: StatementState,
): RunState {
	return {...run, statements: [...run.statements, started]};
}

/** The state when a statement has ended. */
export function endStatement(
	{queryId, ...run}: RunState,
	statement: number,
	outcome: StatementOutcome,
	at: number,
): RunState {
	const known = run.statements.find(other => other.statement === statement);
	const role = known?.role;
	const left = leftBy(run, known, outcome);
	const ended = {
		...changeStatement(run, statement, {
			ended: {at, outcome},
			...(left && {left}),
		}),
		transaction: transactionAfter(run, role, outcome),
	};
	const next = nextAfter(run, known, outcome);
	return next === 'skip' || next === 'savepoint'
		? skipStepOf(ended, statement)
		: ended;
}

/** The state once the client leaves out the rest of the step that a statement belongs to. */
export function skipStepOf(run: RunState, statement: number): RunState {
	const step = run.statements.find(
		other => other.statement === statement,
	)?.step;
	return step === undefined ? run : changeStep(run, step, {isSkipped: true});
}

/** What an interrupted statement leaves in its open transaction. A COMMIT that is interrupted rolls everything back [measured]. */
function leftBy(
	run: RunState,
	statement: StatementState | undefined,
	outcome: StatementOutcome,
): StatementState['left'] {
	const next = nextAfter(run, statement, outcome);
	return next && run.transaction === 'open' && statement?.role !== 'commit'
		? {rows: pendingRows(run), next}
		: undefined;
}

/** Nothing goes on without the rows that one of these was to write, or the savepoint that it was to set or to go back to. */
const necessary: ReadonlySet<StatementState['role']> = new Set([
	'write',
	'savepoint',
]);

/** What the client does after an interrupted statement; `undefined` after any other. */
function nextAfter(
	run: RunState,
	statement: StatementState | undefined,
	outcome: StatementOutcome,
): NonNullable<StatementState['left']>['next'] | undefined {
	const {plan} = run;
	if (statement?.role === 'target' && struckOk(factsOf(plan), outcome)) {
		return 'go on';
	}

	if (
		statement === undefined ||
		outcome.type !== 'error' ||
		!isInterruption(outcome.failure, statement, run)
	) {
		return undefined;
	}

	if (necessary.has(statement.role)) {
		return 'rollback';
	}

	return factsOf(plan).savepoint === undefined ? followingOf(run) : 'savepoint';
}

function transactionAfter(
	{transaction, plan}: RunState,
	role: StatementState['role'] | undefined,
	outcome: StatementOutcome,
): TransactionState {
	if (outcome.type === 'lost') {
		return transaction === 'open' ? 'lost' : transaction;
	}

	if (outcome.type === 'error') {
		return transaction === 'open' && endsTransaction(plan, role, outcome)
			? 'aborted'
			: transaction;
	}

	switch (role) {
		case 'begin': {
			return 'open';
		}

		case 'commit': {
			return 'committed';
		}

		case 'rollback': {
			return transaction === 'aborted' ? transaction : 'rolled back';
		}

		default: {
			return transaction;
		}
	}
}

/** ER_LOCK_DEADLOCK: the server has rolled back the whole transaction, not only the statement. */
const deadlock = 1213;

/** Whether the server answered a statement with an error and rolled its transaction back: a failed COMMIT is undone whole, as is a failed XA PREPARE, and so is the loser of a deadlock or of a conflict within a cluster [measured: 1317, 1105, 1180 and 3100 at COMMIT, 1213]. Any other error undoes its statement alone. */
function endsTransaction(
	plan: RunState['plan'],
	role: StatementState['role'] | undefined,
	{failure}: Extract<StatementOutcome, {readonly type: 'error'}>,
): boolean {
	return role === boundsOf(factsOf(plan)).decides || failure.errno === deadlock;
}
