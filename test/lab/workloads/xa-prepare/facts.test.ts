import test from 'ava';
import {knownOf, whyOf} from '../../../../source/lab/history/kill-knowledge.js';
import {phase} from '../../../../source/lab/history/state.js';
import {isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {formatAim, parseAim} from '../../../../source/lab/kills/notation.js';
import {courseOf} from '../../../../source/lab/sweep/course.js';
import {aimAt} from '../../../../source/lab/sweep/strata.js';
import {expectation} from '../../../../source/lab/verdict/expectation.js';
import {judge} from '../../../../source/lab/verdict/verdict.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {fitsPlan} from '../../../../source/lab/workloads/facts/fits-plan.js';
import {insertedFound} from '../../../../source/lab/workloads/rows/inspect.js';
import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {xaPrepareFacts} from '../../../../source/lab/workloads/xa-prepare/facts.js';
import {randomOf} from '../../../../source/seeded-random.js';
import {describeEnd} from '../../../../source/wording/run-end.js';
import {runLog} from '../../../../source/wording/run-log.js';
import {explainTransaction} from '../../../../source/wording/view-words.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {goneReadings} from '../../../../source/wording/production/gone-readings.js';
import {sightOf} from '../../../../source/wording/production/sight.js';
import {
	plan as blobsRun,
	story,
	stepBegun,
	type Story,
} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = asItRuns({
	...unpaced,
	...xaPrepareFacts.plan({}),
	autocommit: true,
});

/** Its rows are there, and XA PREPARE is on its way. */
function preparing(): Story {
	return stepBegun(plan)
		.statement('target')
		.sent()
		.ok()
		.statement('end')
		.sent()
		.ok()
		.statement('prepare')
		.sent();
}

const prepared = () => preparing().after(5).ok();

const found = (rows: number) =>
	insertedFound({unchanged: 0, written: rows, intact: rows, others: 0}, plan);

const recovered = {
	type: 'recovered',
	connectionId: '7',
	found: 'prepared',
} as const;

test('it always runs in a transaction', t => {
	t.false(plan.autocommit);
});

test('what a kill does is known in every phase', t => {
	const phases = [
		...xaPrepareFacts.phases.map(({name}) => name),
		'prepare',
		'prepared',
		'commit',
		'blocked commit',
	];
	for (const name of phases) {
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				t.truthy(
					knownOf(xaPrepareFacts, kind, {
						phase: name,
						autocommit: false,
						flavour,
					}),
					`${kind} ${name}`,
				);
			}
		}
	}
});

test('it is prepared from the OK of XA PREPARE until XA COMMIT is sent', t => {
	t.is(phase(preparing().run), 'prepare');
	t.is(phase(prepared().run), 'prepared');
	t.is(phase(prepared().statement('commit').run), 'commit');
	t.is(phase(preparing().fails().run), 'idle');
});

test('a kill can be aimed at XA PREPARE, and at what comes after it', t => {
	const moments: Array<readonly [string, string]> = [];
	const {events} = prepared().statement('commit').sent();
	const told = story();
	for (const {at, ...event} of events) {
		told.emit(event);
		const {run} = told.state;
		for (const name of ['prepare', 'prepared']) {
			if (
				run &&
				isMoment(
					{type: 'phase', phase: name, part: 0},
					told.events.at(-1) ?? {...event, at},
					run,
				)
			) {
				moments.push([name, run.statements.at(-1)?.name ?? '']);
			}
		}
	}

	t.deepEqual(moments, [
		['prepare', 'XA PREPARE'],
		['prepared', 'XA PREPARE'],
	]);
});

for (const word of [
	'query@prepare',
	'connection@prepared',
	'query@prepare+5ms',
	'query@commit+5ms',
]) {
	test(`this moment is one of its own: ${word}`, t => {
		const aim = parseAim(word, xaPrepareFacts);
		t.is(aim && formatAim(aim), word);
		t.true(aim && fitsPlan(aim, xaPrepareFacts.plan({})));
		t.is(aim && fitsPlan(aim, updateFacts.plan({})), word.includes('commit'));
	});
}

test('a sweep aims at the time in which it is prepared', t => {
	const course = courseOf(
		prepared().after(400).statement('commit').sent().ok().run,
	);
	const stretch = course.find(({phase}) => phase === 'prepared');
	t.is(stretch && stretch.to - stretch.from, 400);
	const aim = aimAt(
		{kind: 'connection', phase: 'prepared', third: 'middle'},
		course,
		{plan, random: randomOf('a')},
	);
	t.like(aim?.moment, {type: 'time', since: {role: 'prepare'}});
});

test('what another connection has committed is whole, and the end says who did', t => {
	const told = prepared().kills('connection').acknowledged().closes();
	t.deepEqual(told.effects, ['disconnected']);
	const [kill] = told.run.kills;
	t.regex((kill && whyOf(told.run, kill)) ?? '', /stays, with its locks/);
	told.emit({type: 'look-started'}).emit(recovered);
	const expected = expectation(told.run);
	t.like(judge(found(1000), expected), {
		outcome: 'committed whole',
		unanswered: 0,
	});
	t.like(judge(found(0), expected), {
		outcome: 'rolled back whole',
		isForgotten: true,
	});
	t.regex(
		describeEnd(told.run),
		/; connection 7 found the transaction prepared, and committed it by XA COMMIT$/,
	);
	t.true(
		runLog(told.run).some(({text}) => text.startsWith('connection 7 found')),
	);
});

test('what was not prepared is rolled back, and nothing is forgotten', t => {
	const told = preparing().kills('connection').acknowledged().drops();
	told.emit({type: 'look-started'}).emit({...recovered, found: 'nothing'});
	const verdict = judge(found(0), expectation(told.run));
	t.is(verdict.outcome, 'rolled back whole');
	t.false('isForgotten' in verdict);
	t.regex(describeEnd(told.run), /found no prepared transaction/);
});

test('a failed XA PREPARE undoes everything, and a failed XA COMMIT nothing', t => {
	t.is(preparing().fails().run.transaction, 'aborted');
	t.is(prepared().statement('commit').fails().run.transaction, 'open');
});

test('a transaction that MySQL does not list any more is explained', t => {
	const gone = {
		thread: {type: 'alive', command: 'Sleep', state: ''},
		transaction: {type: 'none'},
	} as const;
	t.regex(explainTransaction(prepared().run, gone) ?? '', /^prepared/);
});

test('of what may be prepared nobody says that it is rolled back, or gone', t => {
	const told = prepared().kills('connection').acknowledged().closes();
	told.looks().after(200).seesNothing();
	const [kill] = told.run.kills;
	const sentence = (kill && describeKill(told.run, kill)) ?? '';
	t.regex(sentence, /thread gone /);
	t.notRegex(sentence, /transaction gone|rollback/);
	t.deepEqual(
		runLog(told.run)
			.map(({text}) => text)
			.filter(text => text.includes('is gone')),
		['kill 1: the thread is gone', 'the thread is gone from the server'],
	);
	t.is(kill?.transactionGoneAt, undefined);
	const sight = sightOf(told.run);
	const words = () =>
		sight && goneReadings.find(({fits}) => fits(sight))?.words(sight);
	t.regex(words() ?? '', /XA RECOVER lists it/);
});
