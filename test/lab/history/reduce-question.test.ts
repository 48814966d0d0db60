import test from 'ava';
import {interruptAnswers} from '../../../source/lab/events/run-plan.js';
import {isCommitHeld} from '../../../source/lab/history/state.js';
import {answers, asked, asks, interruptedFourth} from '../../helpers/asked.js';

test('a question is open from the event that asks it until the one that ends it', t => {
	t.is(interruptedFourth().run.question, undefined);
	const told = asked();
	t.like(told.run.question, {answers: interruptAnswers});
	t.is(told.run.answered, undefined);
	t.is(answers(told, 'skip').run.question, undefined);
	t.like(told.run.answered, [{answer: 'skip'}]);
});

test('the interrupted statement and its kill tell what is asked, and then what was chosen', t => {
	const told = asked();
	const {statement} = told.run.question ?? {};
	const leftBy = () => [
		told.run.statements.find(other => other.statement === statement)?.left,
		told.run.kills[0]?.left,
	];
	const seen = {state: 'RUNNING', rows: 3};
	t.deepEqual(
		leftBy(),
		Array.from({length: 2}).fill({rows: 3, next: 'ask', seen}),
	);
	answers(told, 'retry');
	t.deepEqual(
		leftBy(),
		Array.from({length: 2}).fill({
			rows: 3,
			next: 'retry',
			isChosen: true,
			seen,
		}),
	);
});

test('only a look while it is asked tells what the interrupted statement has left', t => {
	const told = asks(interruptedFourth());
	const seen = () => told.run.kills[0]?.left?.seen;
	t.is(seen(), undefined);
	told.sees({
		thread: {type: 'alive', command: 'Sleep', state: ''},
		transaction: {type: 'none'},
	});
	t.is(seen(), undefined);
	told.seesThread('Sleep', '', 4);
	t.deepEqual(seen(), {state: 'RUNNING', rows: 4});
	answers(told, 'commit').seesThread('Query', '', 5);
	t.deepEqual(seen(), {state: 'RUNNING', rows: 4});
});

test('an answer is for its own interruption: the next one asks again', t => {
	const told = answers(asked(), 'retry')
		.identified()
		.statement('target')
		.sent()
		.kills('query')
		.acknowledgedIn('Execute', 'starting')
		.fails();
	t.like(told.run.statements.at(-1)?.left, {rows: 3, next: 'ask'});
	t.like(told.run.kills, [
		{left: {next: 'retry', isChosen: true}},
		{left: {next: 'ask'}},
	]);
	t.like(asks(told).run.question, {
		statement: told.run.statements.at(-1)?.statement,
	});
});

test('a kill whose effect becomes known after the answer tells the answer', t => {
	const told = answers(asked(), 'commit');
	t.like(told.run.kills[0], {
		effect: {effect: 'interrupted'},
		left: {next: 'commit'},
	});
});

test('what follows the next interruption can change while a question is open, and the question stays', t => {
	const told = asked().emit({type: 'on-interrupt', onInterrupt: 'skip'});
	t.is(told.run.onInterrupt, 'skip');
	t.not(told.run.question, undefined);
	t.is(told.run.kills[0]?.left?.next, 'ask');
});

test('nobody answers when the connection is lost', t => {
	const told = asked().kills('connection').acknowledged().closes();
	answers(told);
	t.is(told.run.question, undefined);
	t.deepEqual(
		told.run.answered?.map(({answer}) => answer),
		[undefined],
	);
	t.is(told.run.kills[0]?.left?.next, 'nobody');
	t.is(told.run.transaction, 'lost');
});

test('under autocommit nothing is left open, and the question is open all the same', t => {
	const told = asks(interruptedFourth({autocommit: true}));
	t.deepEqual(told.run.question?.answers, ['rollback', 'retry', 'skip']);
	t.is(told.run.kills[0]?.left, undefined);
	t.is(answers(told, 'rollback').run.question, undefined);
});

test('a COMMIT that was chosen can be held', t => {
	const told = answers(asked(), 'commit');
	t.false(isCommitHeld(told.run));
	t.true(isCommitHeld(told.emit({type: 'pace', paused: true}).run));
	const retried = answers(asked(), 'retry');
	t.false(isCommitHeld(retried.emit({type: 'pace', paused: true}).run));
});
