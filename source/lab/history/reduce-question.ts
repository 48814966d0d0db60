/*
How the state changes with the question of what the client does after an interruption.
*/
import {type ServerView} from '../events/events.js';
import {type QuestionEvent} from '../events/question.js';
import {struckBy} from './effect.js';
import {changeStatement, skipStepOf} from './reduce-statement.js';
import {
	statementNumbered,
	type RunState,
	type StatementState,
} from './state.js';

/** The state once it is asked, or over. */
export function reduceQuestion(
	run: RunState,
	event: QuestionEvent & {readonly at: number},
): RunState {
	switch (event.type) {
		case 'interrupt-asked': {
			const {statement, answers, at} = event;
			return {...run, question: {statement, answers, askedAt: at}};
		}

		case 'interrupt-answered': {
			const {question, ...rest} = run;
			const {statement, answer, at} = event;
			const decided = changeLeft(
				{
					...rest,
					answered: [
						...(run.answered ?? []),
						{
							askedAt: question?.askedAt ?? at,
							at,
							...(answer !== undefined && {answer}),
						},
					],
				},
				statement,
				answer === undefined
					? {next: 'nobody'}
					: {next: answer, isChosen: true},
			);
			return answer === 'skip' ? skipStepOf(decided, statement) : decided;
		}
	}
}

/** The state after a look while it is asked: the server shows what is open. */
export function seenWhileAsked(
	run: RunState,
	{transaction}: ServerView,
): RunState {
	if (!run.question || transaction.type !== 'open') {
		return run;
	}

	const {state, rows} = transaction;
	return changeLeft(run, run.question.statement, {seen: {state, rows}});
}

/** The state with more known of what an interrupted statement has left, for it and for the kills that interrupted it. */
function changeLeft(
	run: RunState,
	number: number,
	change: Partial<NonNullable<StatementState['left']>>,
): RunState {
	const left = statementNumbered(run, number)?.left;
	if (!left) {
		return run;
	}

	const changed = {...left, ...change};
	return {
		...changeStatement(run, number, {left: changed}),
		kills: run.kills.map(kill =>
			kill.left && struckBy(kill, run)?.statement === number
				? {...kill, left: changed}
				: kill,
		),
	};
}
