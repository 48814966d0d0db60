import test from 'ava';
import {phase} from '../../../../source/lab/history/state.js';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {createEventLog} from '../../../../source/lab/history/event-log.js';
import {timelines} from '../../../../source/lab/history/timeline.js';
import {fireAims, isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {phaseWords} from '../../../../source/wording/phase-words.js';
import {describeVerdict} from '../../../../source/wording/words.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';
import {killSentences} from '../../../../source/wording/kill-sentence.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...rowsPlan('update', 1000)};

/** An UPDATE is in flight. */
function updating(told = story()): Story {
	told.starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return told
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'rows',
			total: 1000,
		})
		.emit({type: 'step-made', step: 0})
		.statement('begin')
		.ok()
		.statement('target')
		.sent();
}

const half = {type: 'phase', phase: 'execute', part: 0.5} as const;

/** Whether the newest event is the moment at which half of the UPDATE is done. */
function meetsHalf({events, run}: Story): boolean | undefined {
	const event = events.at(-1);
	return event && isMoment(half, event, run);
}

/** BEGIN has returned on MariaDB. */
function startedOnMariadb(): Story {
	const told = story()
		.emit({
			type: 'server',
			server: {
				flavour: 'mariadb',
				version: '10.11.18',
				product: 'MariaDB 10.11.18',
				address: 'test',
				tls: false,
				surroundings: [],
			},
		})
		.starts();
	told.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return told.statement('begin').ok();
}

/** An UPDATE is in flight on MariaDB. */
function updatingOnMariadb(): Story {
	return startedOnMariadb().statement('target').sent();
}

const states: ReadonlyArray<readonly [string, string, string]> = [
	['Sleep', '', 'send'],
	['Query', '', 'send'],
	['Query', 'starting', 'execute'],
	['Query', 'updating', 'execute'],
	['Killed', 'Updating', 'execute'],
	['Query', 'query end', 'end'],
	['Killed', 'Rollback', 'end'],
	['Query', 'waiting for handler commit', 'end'],
	['Query', 'freeing items', 'end'],
	['Query', 'Writing to net', 'end'],
];

for (const [command, state, expected] of states) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(updateFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

test('what a kill does is known in every phase, and every phase has words', t => {
	for (const {name, when} of updateFacts.phases) {
		t.is(phaseWords(name, plan), when);
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				for (const autocommit of [false, true]) {
					t.truthy(
						knownOf(updateFacts, kind, {phase: name, autocommit, flavour}),
					);
				}
			}
		}
	}
});

test('a look at the transaction shows how many rows are changed', t => {
	const told = updating();
	told.seesThread('Query', 'updating', 300);
	t.is(told.run.steps[0]?.done, 300);
	told.seesThread('Query', 'updating', 1001);
	t.is(told.run.steps[0]?.done, 1000);
	t.is(nowOf('query', told.run), 'error 1317, after its rows are undone');
	t.is(nowOf('connection', told.run), 'disconnects; its rows are undone');
});

test('rows that are undone are no progress', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	told.sees({
		thread: {type: 'alive', command: 'Query', state: 'query end'},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 100},
	});
	t.is(told.run.steps[0]?.done, 300);
});

test('the reason of a kill is told sentence by sentence, so that its beginning stays where there is little room', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	told.kills('query').acknowledgedIn('Query', 'query end').fails();
	const [kill] = told.run.kills;
	const sentences = kill ? killSentences(told.run, kill) : [];
	t.true(
		sentences.includes('Known: the UPDATE saw the flag between two rows.'),
	);
});

for (const [flavour, view] of [
	[
		'mysql',
		{
			thread: {type: 'alive', command: 'Query', state: 'query end'},
			transaction: {type: 'open', state: 'ROLLING BACK', rows: 100},
		},
	],
	[
		'mariadb',
		{
			thread: {type: 'alive', command: 'Query', state: 'Rollback'},
			transaction: {type: 'hidden', why: 'no privilege'},
		},
	],
] as const) {
	test(`while an UPDATE is undone, a further kill changes nothing: ${flavour}`, t => {
		const told = updating().seesThread('Query', 'updating', 300);
		told.kills('query').acknowledged();
		told.sees(view);
		t.is(nowOf('query', told.run), 'no further effect: it is being undone');
		t.is(nowOf('connection', told.run), 'disconnects; the undoing goes on');
		told.fails();
		t.not(nowOf('query', told.run), 'no further effect: it is being undone');
	});
}

test('a kill that meets an UPDATE hit it where it was sent, though a look shows it being undone', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	told.kills('query').acknowledgedIn('Query', 'query end').fails();
	const [kill] = told.run.kills;
	t.like(kill, {
		seen: 'execute',
		effect: {effect: 'interrupted'},
	});
	t.regex(kill ? (whyOf(told.run, kill) ?? '') : '', /between two rows/);
});

test('MariaDB takes the flag back before it undoes the UPDATE: of two kills the first one hit', t => {
	const told = updatingOnMariadb();
	told.kills('query').acknowledgedIn('Query', 'Rollback');
	told.kills('query').acknowledgedIn('Killed', 'Rollback').fails();
	t.deepEqual(told.effects, ['interrupted', 'interrupted']);
	t.is(told.run.kills[0]?.seen, 'execute');
});

test('a kill that had to wait for the answer to the one before it found no statement', t => {
	const told = updatingOnMariadb().kills('query').kills('query');
	const thread = {type: 'alive', command: 'Killed'} as const;
	told.acknowledged(1, {...thread, state: 'Updating'}).fails();
	told
		.statement('commit')
		.acknowledged(2, {...thread, state: ''})
		.ok();
	t.deepEqual(told.effects, ['interrupted', 'no-statement']);
});

test('only a kill that ended the UPDATE keeps the next one from it', t => {
	const waiting = {type: 'alive', command: 'Killed', state: ''} as const;
	const refusal = {errno: 1095, message: 'You are not owner of thread 42'};
	const refused = updatingOnMariadb().kills('query').kills('query');
	refused.refused(refusal, 1).acknowledged(2, waiting).fails();
	t.deepEqual(refused.effects, ['refused', 'interrupted']);

	const closed = updatingOnMariadb().kills('connection').kills('query');
	closed.acknowledged(1, {...waiting, state: 'Updating'});
	closed.acknowledged(2, waiting).fails();
	t.is(closed.effects[1], 'interrupted');
});

test('a kill of the statement before keeps none from the next one', t => {
	const told = startedOnMariadb();
	for (const role of ['identify', 'target'] as const) {
		told.statement('setup').kills('query');
		told.acknowledgedIn('Killed', 'executing').ok();
		told.statement(role).kills('query').acknowledgedIn('Killed', '').fails();
		t.deepEqual(told.effects.slice(-2), ['too-late', 'interrupted']);
	}
});

test('an UPDATE that returns OK in spite of the flag had looked for the last time', t => {
	const told = updating().seesThread('Query', 'updating', 999);
	told.kills('query').acknowledgedIn('Query', 'updating').ok();
	t.deepEqual(told.effects, ['too-late']);
});

test('a part of the UPDATE can be aimed at, and comes with the look that shows it', t => {
	t.deepEqual(parseAim('query@execute:50%', updateFacts)?.moment, half);
	t.is(parseAim('query@upload', updateFacts), undefined);
	const told = updating().seesThread('Query', 'updating', 499);
	t.false(meetsHalf(told));
	told.seesThread('Query', 'updating', 500);
	t.true(meetsHalf(told));
});

test('the verdict speaks of rows alone', t => {
	t.is(
		describeVerdict(
			{
				outcome: 'committed whole',
				about: 'data',
				there: 1000,
				intact: 1000,
				expected: 1000,
				contents: {columns: [], rows: []},
				unanswered: 0,
				seenBy: '44',
			},
			plan,
		),
		'committed whole: 1,000 of 1,000 rows changed, seen by connection 44',
	);
});

test('a thread that is still ending the statement before is not ending the UPDATE', t => {
	const told = updating().seesThread('Query', 'freeing items', 0);
	t.is(phase(told.run), 'sent');
	told.kills('query').acknowledgedIn('Query', 'query end');
	t.is(told.run.kills[0]?.seen, 'send');
	t.is(phase(told.seesThread('Query', 'updating', 1).run), 'execute');
	t.is(phase(told.seesThread('Query', 'query end', 1000).run), 'end');
	told.ok();
	t.deepEqual(told.effects, ['lost']);
});

test('a thread that still answers the statement before has not begun the UPDATE', t => {
	for (const state of ['Writing to net', 'freeing items']) {
		const told = updating();
		told.seesThread('Query', state, 300);
		t.is(phase(told.run), 'sent');
		t.is(told.run.steps[0]?.done, 0);
	}
});

test('a look without a running transaction is no progress', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	const thread = {
		type: 'alive',
		command: 'Query',
		state: 'updating',
	} as const;
	told.sees({thread, transaction: {type: 'none'}});
	told.sees({thread, transaction: {type: 'unreadable'}});
	told.sees({
		thread,
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 100},
	});
	t.is(told.run.steps[0]?.done, 300);
});

test('before the UPDATE is seen at work, its transaction may be the one before', t => {
	const told = updating().seesThread('Query', 'freeing items', 700);
	t.is(told.run.steps[0]?.done, 0);
});

test('a part is met only by a look, in the UPDATE, and not before', t => {
	const told = updating().seesThread('Query', 'updating', 600);
	t.true(meetsHalf(told));
	told.emit({type: 'pace', paused: true});
	t.false(meetsHalf(told));
	told.ok();
	t.false(meetsHalf(told));
	told.seesThread('Query', 'updating', 600);
	t.false(meetsHalf(told));
	told.statement('commit').seesThread('Query', 'starting', 600);
	t.false(meetsHalf(told));
});

test('a kill that is armed in mid-UPDATE is sent when its part is reached, and otherwise in the next run', t => {
	const log = createEventLog(() => 0);
	const killed: string[] = [];
	const aims = fireAims(log, kind => {
		killed.push(kind);
	});
	const told = updating().seesThread('Query', 'updating', 600);
	for (const {at, ...event} of told.events) {
		log.emit(event);
	}

	const look = (rows: number) => {
		log.emit({
			type: 'server-view',
			view: {
				thread: {type: 'alive', command: 'Query', state: 'updating'},
				transaction: {type: 'open', state: 'RUNNING', rows},
			},
		});
	};

	aims.arm(parseAim('query@execute:70%', updateFacts));
	look(650);
	t.deepEqual(killed, []);
	look(700);
	t.deepEqual(killed, ['query']);

	aims.arm(parseAim('query@execute:50%', updateFacts));
	look(800);
	t.deepEqual(killed, ['query']);
	for (const {at, ...event} of updating().events) {
		log.emit(event);
	}

	look(500);
	t.deepEqual(killed, ['query', 'query']);
});

test('a kill that is lost to the statement before says so, and one behind a look that fits keeps it', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	told.kills('query').acknowledgedIn('Query', 'updating');
	t.is(told.run.kills[0]?.seen, 'execute');
	told.seesThread('Query', 'query end', 1000);
	told.kills('query').acknowledgedIn('Query', 'query end');
	t.is(told.run.kills[1]?.seen, 'end');
	t.is(told.run.kills[1]?.phase, 'end');
});

test('a KILL CONNECTION hit the UPDATE where it was sent, though a look shows it being undone', t => {
	const told = updating().seesThread('Query', 'updating', 300);
	told.kills('connection').acknowledgedIn('Killed', 'Rollback');
	t.is(told.run.kills[0]?.seen, 'execute');
	told.drops();
	const [kill] = told.run.kills;
	t.regex(kill ? (whyOf(told.run, kill) ?? '') : '', /undoes all/);
});

test('a target that belongs to no step has no part', t => {
	const told = story().starts();
	told
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'})
		.emit({
			type: 'statement-started',
			statement: 1,
			role: 'target',
			name: 'UPDATE',
		})
		.emit({type: 'statement-sent', statement: 1})
		.seesThread('Query', 'updating', 600);
	t.false(meetsHalf(told));
});

test('on MariaDB a flag that does not show was cleared, wherever the UPDATE was seen before', t => {
	const server = {
		flavour: 'mariadb',
		version: '10.11.18',
		product: 'MariaDB 10.11.18',
		address: 'test',
		tls: false,
		surroundings: [],
	} as const;
	const told = updating(story().emit({type: 'server', server}));
	told.seesThread('Query', 'Updating', 300);
	told.kills('query').acknowledgedIn('Query', 'Updating');
	t.is(told.run.kills[0]?.seen, 'send');
	told.ok();
	t.deepEqual(told.effects, ['lost']);
});

test('an interrupted UPDATE was executing, though the look that came with the kill found it ended', t => {
	const told = updating();
	told.kills('query').acknowledgedIn('Sleep', '').fails();
	t.like(told.run.kills[0], {
		seen: 'execute',
		effect: {effect: 'interrupted'},
	});
});

test('an UPDATE is sent as it starts: its time holds no sending', t => {
	const told = updating();
	told.after(50).seesThread('Query', 'updating', 300);
	told.after(100).seesThread('Query', 'query end', 1000).after(10).ok();
	t.deepEqual(timelines(told.run, told.now, 1)[0]?.stretches, [
		{phase: 'sent', from: 0, to: 51},
		{phase: 'execute', from: 51, to: 151},
		{phase: 'end', from: 151, to: 161},
	]);
});
