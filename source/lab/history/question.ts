import {
	interruptAnswers,
	type InterruptAnswer,
	type OnInterrupt,
} from '../events/run-plan.js';
import {endingOf} from '../workloads/facts/endings.js';
import {factsOf} from '../workloads/facts/registry.js';
import {type RunState} from './state.js';

/**
What an interrupted statement has left to be decided.

- `open`: a transaction that the client must end.
- `anything`: that too, unless the statement, which is the user's own, has ended it.
- `batch`: the batch in hand is undone, those before it are committed.
- `nothing undone`: the server undoes nothing there, and neither does a ROLLBACK.
- `commits itself`: nothing is open around a target that commits itself.
- `autocommit`: nothing is open, and each statement is committed.
- `given up`: a transaction that the client ends with ROLLBACK in any case.
*/
export type Stakes =
	| 'open'
	| 'anything'
	| 'batch'
	| 'nothing undone'
	| 'commits itself'
	| 'autocommit'
	| 'given up';

/** What is left to be decided when a statement between BEGIN and COMMIT of such a run is interrupted. Pure. */
export function stakesOf({plan}: Pick<RunState, 'plan'>): Stakes {
	const facts = factsOf(plan);
	const {commitsItself, commitsMidway, needs, transactionNote} = facts;
	if (commitsItself) {
		return 'commits itself';
	}

	if (transactionNote !== undefined) {
		return 'nothing undone';
	}

	if (commitsMidway !== undefined) {
		return 'batch';
	}

	if (endingOf(facts) === 'rollback') {
		return 'given up';
	}

	if (plan.autocommit) {
		return 'autocommit';
	}

	return needs === 'sql' ? 'anything' : 'open';
}

/** Where two answers would do the same, one of them is enough. */
const answers: Readonly<Record<Stakes, readonly InterruptAnswer[]>> = {
	open: interruptAnswers,
	anything: interruptAnswers,
	batch: ['rollback', 'retry'],
	'nothing undone': ['rollback', 'retry'],
	'commits itself': ['rollback', 'retry'],
	autocommit: ['rollback', 'retry', 'skip'],
	'given up': ['rollback', 'retry'],
};

/** What follows an interruption in this run: whatever it is to be, a client that has a savepoint goes back to that and leaves the step out; and whatever else than trying again it is to be, one that ends with ROLLBACK in any case rolls back. Pure. */
export function followingOf(
	run: Pick<RunState, 'plan' | 'onInterrupt'>,
): OnInterrupt {
	const {onInterrupt} = run;
	if (factsOf(run.plan).savepoint !== undefined) {
		return 'skip';
	}

	return stakesOf(run) === 'given up' &&
		onInterrupt !== 'ask' &&
		onInterrupt !== 'retry'
		? 'rollback'
		: onInterrupt;
}

/** What can be answered. Pure. */
export function answersOf(run: RunState): readonly InterruptAnswer[] {
	const stakes = stakesOf(run);
	return answers[stakes].filter(
		answer =>
			answer !== 'skip' || stakes !== 'autocommit' || hasFurtherSteps(run),
	);
}

/** The key that gives an answer: the digit of its place. Pure. */
export function keyOfAnswer(answer: InterruptAnswer): string {
	return String(interruptAnswers.indexOf(answer) + 1);
}

/** Whether the step in hand is not the last one. Pure. */
export function hasFurtherSteps({
	plan,
	steps,
}: Pick<RunState, 'plan' | 'steps'>): boolean {
	return steps.length < plan.steps;
}

/** Whether a look of the observer is about what the question is about. Pure. */
export function isSeenSince({
	question,
	view,
}: Pick<RunState, 'question' | 'view'>): boolean {
	return (
		question !== undefined &&
		view !== undefined &&
		Math.min(view.asked.thread, view.asked.transaction) >= question.askedAt
	);
}

/** Whether the newest look is from before the interruption that is asked about: for a moment, until the next one. Pure. */
export function isSeenBefore(
	run: Pick<RunState, 'question' | 'view'>,
): boolean {
	return (
		run.question !== undefined && run.view !== undefined && !isSeenSince(run)
	);
}
