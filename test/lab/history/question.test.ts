import test from 'ava';
import {
	answersOf,
	isSeenSince,
	keyOfAnswer,
	stakesOf,
	type Stakes,
} from '../../../source/lab/history/question.js';
import {interruptAnswers} from '../../../source/lab/events/run-plan.js';
import {asItRuns} from '../../../source/lab/workloads/facts/as-it-runs.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {type RunState} from '../../../source/lab/history/state.js';
import {asks, interruptedFourth} from '../../helpers/asked.js';
import {plan, story} from '../../helpers/story.js';

/** A run of each workload as it is when its target is interrupted. */
function interruptedRun(name: string, autocommit: boolean): RunState {
	const facts = allFacts.find(facts => facts.name === name);
	if (!facts) {
		throw new Error(`No workload is called ${name}`);
	}

	const {rate, ...unpaced} = plan;
	const planned = asItRuns({...unpaced, ...facts.plan({}), autocommit});
	const told = story()
		.starts()
		.emit({type: 'run-started', run: 2, connectionId: '42', plan: planned});
	return (planned.autocommit ? told : told.statement('begin').ok()).run;
}

const exceptions: Readonly<Record<string, Stakes>> = {
	'alter-copy': 'commits itself',
	'add-index': 'commits itself',
	optimize: 'commits itself',
	'create-select': 'commits itself',
	truncate: 'commits itself',
	procedure: 'batch',
	handler: 'batch',
	myisam: 'nothing undone',
	'table-lock': 'nothing undone',
	sql: 'anything',
	rollback: 'given up',
	twice: 'given up',
};

for (const {name, endsIn, savepoint} of allFacts) {
	test(`what is left to decide: ${name}`, t => {
		const stakes = exceptions[name] ?? 'open';
		t.is(stakesOf(interruptedRun(name, false)), stakes);
		t.is(
			stakesOf(interruptedRun(name, true)),
			(stakes === 'open' && (endsIn ?? savepoint) === undefined) ||
				stakes === 'anything'
				? 'autocommit'
				: stakes,
		);
	});

	test(`what can be answered always has a way on and a way out: ${name}`, t => {
		for (const autocommit of [true, false]) {
			const answers = answersOf(interruptedRun(name, autocommit));
			t.true(answers.includes('rollback') && answers.includes('retry'));
			t.is(
				answers.includes('commit'),
				['open', 'anything'].includes(
					stakesOf(interruptedRun(name, autocommit)),
				),
			);
		}
	});
}

test('under autocommit the last step is not left out: that is to stop', t => {
	const of = (files: number) =>
		answersOf(story().starts({files, autocommit: true}).inserts().fails().run);
	t.deepEqual(of(2), ['rollback', 'retry', 'skip']);
	t.deepEqual(of(1), ['rollback', 'retry']);
});

test('the keys are the digits from 1', t => {
	t.deepEqual(
		interruptAnswers.map(answer => keyOfAnswer(answer)),
		['1', '2', '3', '4'],
	);
});

test('a look is about the question from the moment on in which it is asked', t => {
	const before = interruptedFourth();
	t.false(isSeenSince(before.run));
	const told = asks(interruptedFourth());
	t.false(isSeenSince(told.run));
	t.true(isSeenSince(told.after(0).seesThread('Sleep', '', 3).run));
});
