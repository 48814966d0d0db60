/*
What the lab asks after an interruption, for the screen and for the lines.
*/
import {type QuestionEvent} from '../lab/events/question.js';
import {type InterruptAnswer} from '../lab/events/run-plan.js';
import {
	hasFurtherSteps,
	isSeenSince,
	keyOfAnswer,
	stakesOf,
	type Stakes,
} from '../lab/history/question.js';
import {
	pendingRows,
	type RunState,
	type StatementState,
} from '../lab/history/state.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {count, describeView, errorWords} from './words.js';

/** One thing that can be answered. */
export type AnswerWords = {
	readonly answer: InterruptAnswer;
	/** The key that gives it. */
	readonly key: string;
	readonly name: string;
	/** What it does, in at most 46 cells. */
	readonly meaning: string;
};

/** What the question says. Where there is a choice, the longest comes first. */
export type QuestionWords = {
	/** What is open: the point of it all. */
	readonly headlines: readonly string[];
	/** What the server has done, and what it leaves to the client. */
	readonly lessons: readonly string[];
	readonly answers: readonly AnswerWords[];
	/** What the keys that kill do meanwhile. */
	readonly kills: string;
	/** What another connection sees of the thread and its transaction. */
	readonly seen: string;
};

/** What an open question says; `undefined` if nothing is asked. Pure. */
export function questionWords(run: RunState): QuestionWords | undefined {
	const {question, statements} = run;
	const asked = statements.find(
		({statement}) => statement === question?.statement,
	);
	if (!question || !asked) {
		return undefined;
	}

	const about: About = {
		run,
		stakes: stakesOf(run),
		rows: pendingRows(run),
		name: asked.name,
		error: errorOf(asked),
		isUndone: asked.role === 'target' && !factsOf(run.plan).readsOnly,
	};
	return {
		headlines: headlines(about),
		lessons: lessons(about),
		answers: question.answers.map(answer => ({
			answer,
			key: keyOfAnswer(answer),
			name: answerName(answer, about),
			meaning: `${meanings[answer](about)}${answer === 'rollback' ? ' (Enter)' : ''}`,
		})),
		kills: `q finds no statement. c disconnects: ${disconnecting(about)}.`,
		seen: describeSeen(run),
	};
}

/** What the question is about. */
type About = {
	readonly run: RunState;
	readonly stakes: Stakes;
	/** What waits for a COMMIT, as the client counts it. */
	readonly rows: number;
	/** What was interrupted. */
	readonly name: string;
	/** What it returned, such as `error 1317`. */
	readonly error: string;
	/** It was to write: the server has undone what it had written. */
	readonly isUndone: boolean;
};

/** What an interrupted statement returned: only after an error is there a question. */
function errorOf({ended}: StatementState): string {
	return ended?.outcome.type === 'error'
		? errorWords(ended.outcome.failure)
		: 'an error';
}

/** What comes of a KILL CONNECTION meanwhile. */
function disconnecting({stakes, rows}: About): string {
	if (isOpen(stakes)) {
		return rows === 0 ? 'that ends it' : 'all is rolled back';
	}

	return 'no answer is needed';
}

function isOpen(stakes: Stakes): boolean {
	return ['open', 'anything', 'given up'].includes(stakes);
}

function headlines(about: About): readonly string[] {
	const {run, stakes, rows, error} = about;
	const {connectionId: id, plan} = run;
	const {target, commitsMidway, transactionNote} = factsOf(plan);
	switch (stakes) {
		case 'open':
		case 'given up': {
			return stillOpen(about);
		}

		case 'anything': {
			// What the server lists is open, whatever the statement was.
			const seen = isSeenSince(run) ? run.view?.view.transaction : undefined;
			return seen?.type === 'open'
				? stillOpen({...about, rows: Math.max(rows, seen.rows)})
				: [
						`${error}: the transaction is open on ${id} unless your statement ended it, ${count(rows, 'row')} pending`,
						`${error}: open on ${id}, unless your statement ended it`,
					];
		}

		case 'batch': {
			return [
				`${error}: the batch in hand is undone; those before it stay, since ${commitsMidway}`,
				`${error}: the batch in hand is undone, those before it stay`,
				`${error}: only the batch in hand is undone`,
			];
		}

		case 'nothing undone': {
			return [
				`${error}: nothing is undone and nothing can be: ${transactionNote}`,
				`${error}: ${transactionNote}`,
			];
		}

		case 'commits itself': {
			return [
				`${error}: no transaction is open, since the ${target} commits itself`,
				`${error}: no transaction is open`,
			];
		}

		case 'autocommit': {
			return [
				`${error}: no transaction is open, since each ${target} commits itself (autocommit)`,
				`${error}: no transaction is open: autocommit, each ${target} alone`,
				`${error}: no transaction is open (autocommit)`,
			];
		}
	}
}

function stillOpen({
	run: {connectionId: id},
	rows,
	error,
}: Pick<About, 'run' | 'rows' | 'error'>): readonly string[] {
	// InnoDB lists it from the first changed row on.
	const pending = rows === 0 ? 'no row yet' : `${count(rows, 'row')} pending`;
	return [
		`${error}: the transaction is STILL OPEN on ${id}, ${pending}`,
		`${error}: transaction STILL OPEN on ${id}, ${pending}`,
		`${error.replace('error ', '')}: STILL OPEN on ${id}, ${pending}`,
	];
}

function lessons({stakes, name, isUndone}: About): readonly string[] {
	const undone = isUndone ? `undone the ${name}` : `ended the ${name}`;
	switch (stakes) {
		case 'open':
		case 'anything':
		case 'given up': {
			return [
				`The server has ${undone}, and nothing else: it waits for the client to end the transaction. You are the client:`,
				`Only the ${name} is ${isUndone ? 'undone' : 'over'}. The client ends the rest:`,
			];
		}

		case 'commits itself':
		case 'autocommit': {
			return [
				`The server has ${undone}. The connection lives, and waits for its next statement. You are the client:`,
				`The server has ${undone}. The connection lives. You are the client:`,
				'The connection lives. You are the client:',
			];
		}

		case 'batch':
		case 'nothing undone': {
			return [
				'The connection lives, and waits for its next statement. You are the client:',
				'The connection lives. You are the client:',
			];
		}
	}
}

function answerName(answer: InterruptAnswer, {stakes, run}: About): string {
	switch (answer) {
		case 'rollback': {
			return run.transaction === 'open' && stakes !== 'commits itself'
				? 'ROLLBACK'
				: 'stop';
		}

		case 'commit': {
			return 'COMMIT';
		}

		case 'retry':
		case 'skip': {
			return answer;
		}
	}
}

const meanings: Readonly<Record<InterruptAnswer, (about: About) => string>> = {
	rollback: ({stakes, rows}) => endings[stakes](rows),
	retry: ({stakes, name}) => `the same ${name} again${retrials[stakes]}`,
	skip({run, name, isUndone, stakes}) {
		const out = `leaves this ${isUndone ? factsOf(run.plan).stepNoun : name} out`;
		return hasFurtherSteps(run)
			? `${out}, goes on`
			: stakes === 'autocommit'
				? `${out}, and ends the run`
				: `${out}, then COMMIT`;
	},
	commit: ({rows}) =>
		rows === 0
			? 'commits nothing, and ends the run'
			: `keeps ${theRows(rows)}, and ends the run`,
};

/** What the first answer does. */
const endings: Readonly<Record<Stakes, (rows: number) => string>> = {
	open: undoing,
	anything: undoing,
	batch: () => 'ends the run; what is committed stays',
	'nothing undone': () => 'ends the run; what is changed stays',
	'commits itself': () => 'ends the run',
	autocommit: () => 'ends the run; what is committed stays',
	'given up': undoing,
};

/** What the second answer works on. */
const retrials: Readonly<Record<Stakes, string>> = {
	open: ', in this transaction',
	anything: '',
	batch: ', on what is left',
	'nothing undone': ', changed rows too',
	'commits itself': '',
	autocommit: '',
	'given up': ', in this transaction',
};

function undoing(rows: number): string {
	return rows === 0
		? 'ends the transaction and the run'
		: `undoes ${theRows(rows)}, and ends the run`;
}

function theRows(rows: number): string {
	return rows === 1 ? 'the row' : `the ${count(rows, 'row')}`;
}

function describeSeen(run: RunState): string {
	if (!run.view || !isSeenSince(run)) {
		return 'The server: not seen since the error.';
	}

	const {thread, transaction} = describeView(run.view.view);
	return `The server: thread ${thread}, trx ${transaction}.`;
}

/** What happens to the question, as a line. @param run - After the event. */
export function questionLine(
	event: QuestionEvent,
	run: RunState,
): string | undefined {
	switch (event.type) {
		case 'interrupt-asked': {
			const words = questionWords(run);
			return (
				words &&
				`asked: ${words.headlines[0]}; ${words.answers.map(({key, name}) => `${key} ${name}`).join(', ')}`
			);
		}

		case 'interrupt-answered': {
			return event.answer === undefined
				? `no answer: ${run.lost ? `connection ${run.connectionId} is lost` : 'the lab is left'}, so nothing is left to decide`
				: `answer: ${event.answer}`;
		}
	}
}
