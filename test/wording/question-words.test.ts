import test from 'ava';
import stringWidth from 'string-width';
import {asItRuns} from '../../source/lab/workloads/facts/as-it-runs.js';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';
import {type RunState} from '../../source/lab/history/state.js';
import {
	questionLine,
	questionWords,
	type QuestionWords,
} from '../../source/wording/question-words.js';
import {describeKill} from '../../source/wording/kill-sentence.js';
import {smallest} from '../../source/smallest-screen.js';
import {answers, asked, asks, interruptedFourth} from '../helpers/asked.js';
import {plan, story, type Story} from '../helpers/story.js';

function wordsOf(run: RunState): QuestionWords {
	const words = questionWords(run);
	if (!words) {
		throw new Error('Nothing is asked.');
	}

	return words;
}

/** The target of a workload is interrupted on a connection with a long id, and the client asks. */
function askedOf(name: string, autocommit = false): Story {
	const facts = allFacts.find(facts => facts.name === name);
	if (!facts) {
		throw new Error(`No workload is called ${name}`);
	}

	const {rate, ...unpaced} = plan;
	const planned = asItRuns({
		...unpaced,
		...facts.plan({}),
		onInterrupt: 'ask',
		autocommit,
	});
	const told = story().starts().emit({
		type: 'run-started',
		run: 2,
		connectionId: '1234567',
		plan: planned,
	});
	const begun = planned.autocommit ? told : told.statement('begin').ok();
	begun.emit({
		type: 'step-started',
		step: 0,
		name: facts.stepName(0),
		unit: 'rows',
	});
	if (facts.readsOnly) {
		begun.statement('write').ok();
	}

	const {statement = 0} = begun.run.statements.at(-1) ?? {};
	return asks(
		begun
			.emit({
				type: 'statement-started',
				statement: statement + 1,
				role: 'target',
				name: facts.target,
				step: 0,
			})
			.emit({type: 'statement-sent', statement: statement + 1})
			.emit({
				type: 'statement-ended',
				statement: statement + 1,
				outcome: {
					type: 'error',
					failure: {errno: 1317, message: 'Query execution was interrupted'},
				},
			}),
	);
}

test('nothing is asked before the question and after the answer', t => {
	t.is(questionWords(interruptedFourth().run), undefined);
	t.is(questionWords(answers(asked(), 'retry').run), undefined);
});

test('the question says that the transaction is still open, where, and what is pending', t => {
	t.is(
		wordsOf(asked().run).headlines[0],
		'error 1317: the transaction is STILL OPEN on 42, 3 rows pending',
	);
});

test('each answer has its key and what it does', t => {
	t.deepEqual(
		wordsOf(asked().run).answers.map(
			({key, name, meaning}) => `${key} ${name}: ${meaning}`,
		),
		[
			'1 ROLLBACK: undoes the 3 rows, and ends the run (Enter)',
			'2 retry: the same INSERT again, in this transaction',
			'3 skip: leaves this file out, goes on',
			'4 COMMIT: keeps the 3 rows, and ends the run',
		],
	);
});

test('the last step is left out before COMMIT', t => {
	t.is(
		wordsOf(asked({files: 4}).run).answers[2]?.meaning,
		'leaves this file out, then COMMIT',
	);
});

test('what the server shows is told once it has been looked at since', t => {
	t.is(
		wordsOf(asks(interruptedFourth()).run).seen,
		'The server: not seen since the error.',
	);
	t.is(
		wordsOf(asked().run).seen,
		'The server: thread Sleep, trx RUNNING, 3 rows.',
	);
});

test('under autocommit no transaction is called open', t => {
	const words = wordsOf(asked({autocommit: true}).run);
	t.is(
		words.headlines[0],
		'error 1317: no transaction is open, since each INSERT commits itself (autocommit)',
	);
	t.deepEqual(
		words.answers.map(({key, name}) => `${key} ${name}`),
		['1 stop', '2 retry', '3 skip'],
	);
	t.regex(words.kills, /no answer is needed/);
});

const headlines: ReadonlyArray<readonly [name: string, headline: RegExp]> = [
	['update', /the transaction is STILL OPEN on 1234567, no row yet/],
	['sort', /the transaction is STILL OPEN on 1234567, 1 row pending/],
	[
		'alter-copy',
		/no transaction is open, since the ALTER TABLE commits itself/,
	],
	['procedure', /only the batch in hand|the batch in hand is undone; those/],
	[
		'myisam',
		/nothing is undone and nothing can be: MyISAM has no transactions/,
	],
	['sql', /open on 1234567 unless your statement ended it/],
];

for (const [name, headline] of headlines) {
	test(`the question is true for ${name}`, t => {
		const words = wordsOf(askedOf(name).run);
		t.regex(words.headlines[0] ?? '', headline);
		t.is(
			words.headlines.join('').includes('STILL OPEN'),
			headline.source.includes('STILL'),
		);
	});
}

test('what the server lists after a statement of the user is open', t => {
	const told = askedOf('sql').seesThread('Sleep', '', 7);
	t.regex(
		wordsOf(told.run).headlines[0] ?? '',
		/STILL OPEN on 1234567, 7 rows pending/,
	);
});

for (const {name} of allFacts) {
	test(`on the smallest screen nothing of the question is cut off: ${name}`, t => {
		for (const autocommit of [false, true]) {
			const {headlines, lessons, answers, kills} = wordsOf(
				askedOf(name, autocommit).run,
			);
			const lines = [
				headlines.at(-1) ?? '',
				lessons.at(-1) ?? '',
				...answers.map(({meaning}) => `    ${'ROLLBACK'.padEnd(10)}${meaning}`),
				kills,
			];
			t.deepEqual(
				lines.filter(line => stringWidth(line) > smallest.columns),
				[],
			);
		}
	});
}

test('the lines tell the question and how it ended', t => {
	const told = asked();
	const statement = told.run.question?.statement ?? 0;
	t.is(
		questionLine(
			{
				type: 'interrupt-asked',
				statement,
				connectionId: '42',
				transaction: 'open',
				rows: 3,
				answers: ['rollback'],
			},
			told.run,
		),
		'asked: error 1317: the transaction is STILL OPEN on 42, 3 rows pending; 1 ROLLBACK, 2 retry, 3 skip, 4 COMMIT',
	);
	t.is(
		questionLine(
			{type: 'interrupt-answered', statement, answer: 'skip'},
			told.run,
		),
		'answer: skip',
	);
	t.is(
		questionLine({type: 'interrupt-answered', statement}, told.closes().run),
		'no answer: connection 42 is lost, so nothing is left to decide',
	);
	t.is(
		questionLine({type: 'interrupt-answered', statement}, asked().run),
		'no answer: the lab is left, so nothing is left to decide',
	);
});

test('the sentence about the kill tells the question, and then that it was the client that ended the transaction', t => {
	const told = asks(interruptedFourth());
	const sentence = () => {
		const [kill] = told.run.kills;
		return kill ? describeKill(told.run, kill) : '';
	};

	t.regex(
		sentence(),
		/^interrupted\. Concluded: transaction open on 42, 3 rows pending; the client asks you what to do\./,
	);
	told.seesThread('Sleep', '', 3);
	t.regex(
		sentence(),
		/^interrupted\. Read from INNODB_TRX: transaction RUNNING on 42, 3 rows; the client asks you what to do\./,
	);
	answers(told, 'rollback').statement('rollback').ok();
	t.regex(
		sentence(),
		/Read from INNODB_TRX: transaction RUNNING on 42, 3 rows; you chose: the client rolls back\./,
	);
});

test('a KILL CONNECTION that ends the question says so', t => {
	const told = asked().kills('connection').acknowledged().closes();
	answers(told);
	const [first, second] = told.run.kills;
	t.regex(first ? describeKill(told.run, first) : '', /nobody answered\./);
	t.regex(
		second ? describeKill(told.run, second) : '',
		/^disconnected\. Its connection is gone, so the question is void\./,
	);
});

test('a KILL CONNECTION after the answer does not', t => {
	const told = answers(asked(), 'retry')
		.identified()
		.statement('target')
		.kills('connection')
		.acknowledged()
		.drops();
	const kill = told.run.kills.at(-1);
	t.notRegex(kill ? describeKill(told.run, kill) : '', /nothing is left/);
});
