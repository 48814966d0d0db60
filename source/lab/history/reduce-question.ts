/*
How the state changes with the question of what the client does after an interruption.
*/
import {type QuestionEvent} from '../events/question.js';
import {struckBy} from './effect.js';
import {changeStatement} from './reduce-statement.js';
import {type RunState, type StatementState} from './state.js';

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
			return decide(
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
		}
	}
}

/** The state with what follows an interrupted statement, and the kills that interrupted it. */
function decide(
	run: RunState,
	number: number,
	next: Omit<NonNullable<StatementState['left']>, 'rows'>,
): RunState {
	const left = run.statements.find(({statement}) => statement === number)?.left;
	if (!left) {
		return run;
	}

	const decided = {...left, ...next};
	return {
		...changeStatement(run, number, {left: decided}),
		kills: run.kills.map(kill =>
			kill.left && struckBy(kill, run)?.statement === number
				? {...kill, left: decided}
				: kill,
		),
	};
}
