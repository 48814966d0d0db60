import {mock} from 'node:test';
import test from 'ava';
import {formatAim} from '../../../source/lab/kills/notation.js';
import {aimOf} from '../../helpers/blobs.js';
import {createEventLog} from '../../../source/lab/history/event-log.js';
import {
	awaitedBy,
	fireAims,
	isMoment,
} from '../../../source/lab/kills/fire-aims.js';
import {
	type LabEvent,
	type ServerView,
} from '../../../source/lab/events/events.js';
import {type Moment} from '../../../source/lab/events/aim.js';
import {reduce} from '../../../source/lab/history/reduce.js';
import {
	initialState,
	type LabState,
} from '../../../source/lab/history/state.js';
import {fileSize, plan, story, type Story} from '../../helpers/story.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';

type PhaseMoment = Exclude<Moment, {readonly type: 'time'}>;

function momentOf(word: string): PhaseMoment {
	const moment = aimOf(word)?.moment;
	if (!moment || moment.type === 'time') {
		throw new Error(`${word} waits for no event`);
	}

	return moment;
}

/** The events of a story that are a moment, each with the number of files that had begun before it. */
function moments(word: string, {events}: Story): readonly string[] {
	let state: LabState = initialState;
	return events.flatMap((event, index) => {
		state = reduce(state, event);
		return state.run && isMoment(momentOf(word), event, state.run)
			? [describe(event, events.slice(0, index))]
			: [];
	});
}

function describe(event: LabEvent, before: readonly LabEvent[]): string {
	const file = before.filter(({type}) => type === 'step-started').length;
	return `${event.type} ${file}`;
}

/** Two files with all their phases. */
function whole(): Story {
	const told = story().starts({files: 2});
	for (let file = 0; file < 2; file++) {
		told.inserts().uploads(0.49).uploads(0.5).uploads(1).sent();
		told.seesThread('Sleep', 'starting', file);
		told.seesThread('Execute', 'starting', file);
		told.seesThread('Execute', 'update', file);
		told.ok().statement('check').sent().ok();
	}

	return told.statement('commit').sent().ok();
}

for (const [word, expected] of [
	['query@generate', ['step-started 0', 'step-started 1']],
	['query@2:generate', ['step-started 1']],
	['query@1:upload:50%', ['step-progress 1', 'step-progress 1']],
	['query@upload:100%', ['step-progress 1', 'step-progress 2']],
	['query@execute', ['server-view 1', 'server-view 2']],
	['query@2:execute', ['server-view 2']],
	['query@3:execute', []],
	['query@1:verify', ['statement-sent 1']],
	['query@verify', ['statement-sent 1', 'statement-sent 2']],
	['query@commit', ['statement-sent 2']],
	['query@rollback', []],
] as const) {
	test(`${word} comes with ${expected.join(', ') || 'nothing'}`, t => {
		t.deepEqual(moments(word, whole()), expected);
	});
}

test('the server is first seen executing the statement by a look that finds it writing', t => {
	const told = story().starts().inserts().uploads(1).sent();
	told.seesThread('Execute', 'update', 0).seesThread('Execute', 'end', 0);
	t.deepEqual(moments('query@execute', told), ['server-view 1']);
});

test('a look that comes with another kill counts', t => {
	const told = story().starts().inserts().uploads(1).sent().kills('query');
	told.acknowledgedIn('Execute', 'starting');
	t.deepEqual(moments('query@execute', told), ['kill-view 1']);
});

const hidden: ServerView = {
	thread: {type: 'hidden', why: 'denied'},
	transaction: {type: 'none'},
};

test('where the thread is hidden, the last byte is the moment', t => {
	const told = story().starts().sees(hidden).inserts().uploads(1).sent();
	t.deepEqual(moments('query@execute', told), ['statement-sent 1']);
});

test('when the thread becomes hidden later, that is the moment', t => {
	const told = story().starts().inserts().uploads(0.5).sees(hidden);
	told.seesThread('Sleep', '', 0).uploads(1).sent().sees(hidden);
	t.deepEqual(moments('query@execute', told), ['server-view 1']);
});

test('a kill waits for a look between the last byte and the execution, of its own file only', t => {
	const told = story().starts();
	const waitsFor = (text: string) =>
		awaitedBy([{kind: 'query', moment: momentOf(text)}], told.run);
	const own = 'query@2:execute';
	t.is(waitsFor(own), undefined);
	told.inserts().uploads(1).sent();
	t.is(waitsFor(own), undefined);
	told.ok().inserts().uploads(1);
	t.is(waitsFor(own), undefined);
	told.sent();
	t.is(waitsFor(own), 'phase');
	t.is(awaitedBy([], told.run), undefined);
	t.is(waitsFor('query@2:upload'), undefined);
	t.is(waitsFor('query@commit'), undefined);
	t.is(waitsFor('query@execute'), 'phase');
	told.seesThread('Sleep', 'starting', 1);
	t.is(waitsFor(own), 'phase');
	told.seesThread('Execute', 'starting', 1);
	t.is(waitsFor(own), undefined);
});

test('a kill at a part waits for looks at the progress, once its phase is reached', t => {
	const update = {...plan, ...rowsPlan('update', 1000)};
	const told = story().emit({type: 'planned', plan: update});
	told.starts().inserts();
	const waitsFor = (phase: string, part: number, step = 0) =>
		awaitedBy(
			[{kind: 'query', moment: {type: 'phase', phase, part, step}}],
			told.run,
		);
	t.is(waitsFor('execute', 0.3), undefined);
	told.sent();
	t.is(waitsFor('execute', 0.3), 'phase');
	told.seesThread('Execute', 'updating', 0);
	t.is(waitsFor('execute', 0.3), 'part');
	t.is(waitsFor('execute', 0), undefined);
	t.is(waitsFor('execute', 0.3, 1), undefined);
	t.is(waitsFor('commit', 0), undefined);
});

test('an event counts once, and nothing else at the same moment', t => {
	const pace = {type: 'pace', paused: true} as const;
	const told = story().starts().inserts().uploads(1).sent();
	told.seesThread('Execute', 'starting', 0).after(0).emit(pace);
	t.deepEqual(moments('query@execute', told), ['server-view 1']);
	const unseen = story().starts().sees(hidden).inserts().uploads(1).sent();
	t.deepEqual(moments('query@execute', unseen.emit(pace)), [
		'statement-sent 1',
	]);
});

test.serial(
	'each planned kill is sent once at its moment, until they are forgotten',
	t => {
		mock.timers.enable({apis: ['setTimeout']});
		t.teardown(() => {
			mock.timers.reset();
		});
		const plans = [
			'connection@commit',
			'query@50ms',
			'query@1s',
			'query@rollback',
		]
			.map(word => aimOf(word))
			.filter(planned => planned !== undefined);
		const log = createEventLog(() => 0);
		const killed: string[] = [];
		const armed = fireAims(log, kind => {
			killed.push(kind);
		});
		armed.plan(plans);
		const left = () => armed.waiting().map(planned => formatAim(planned));
		t.deepEqual(armed.waiting(), plans);

		const {events} = whole();
		const commit = events.findIndex(
			event => event.type === 'statement-started' && event.role === 'commit',
		);
		for (const {at, ...event} of events.slice(0, commit)) {
			log.emit(event);
		}

		t.deepEqual(killed, []);
		mock.timers.tick(49);
		t.deepEqual(killed, []);
		mock.timers.tick(1);
		t.deepEqual(killed, ['query']);
		t.deepEqual(left(), ['connection@commit', 'query@1s', 'query@rollback']);
		for (const {at, ...event} of events.slice(commit)) {
			log.emit(event);
		}

		t.deepEqual(killed, ['query', 'connection']);
		t.deepEqual(left(), ['query@1s', 'query@rollback']);
		armed.plan([]);
		log.emit({
			type: 'statement-started',
			statement: 99,
			role: 'rollback',
			name: 'ROLLBACK',
		});
		log.emit({type: 'statement-sent', statement: 99});
		mock.timers.tick(10_000);
		t.deepEqual(killed, ['query', 'connection']);
	},
);

test.serial(
	'a time can be counted from the start of a target or of COMMIT, and one without a time is sent at once',
	t => {
		mock.timers.enable({apis: ['setTimeout']});
		t.teardown(() => {
			mock.timers.reset();
		});
		const log = createEventLog(() => 0);
		const killed: string[] = [];
		const aims = fireAims(log, (_, aim) => {
			killed.push(formatAim(aim));
		});
		aims.plan(
			['query@2:target+50ms', 'query@target+0ms', 'query@commit+1ms'].flatMap(
				word => aimOf(word) ?? [],
			),
		);
		const {events} = whole();
		const startOf = (role: string, step?: number) =>
			1 +
			events.findIndex(
				event =>
					event.type === 'statement-started' &&
					event.role === role &&
					event.step === step,
			);
		const play = (from: number, to: number) => {
			for (const {at, ...event} of events.slice(from, to)) {
				log.emit(event);
			}
		};

		const [first, second, commit] = [
			startOf('target', 0),
			startOf('target', 1),
			startOf('commit'),
		];
		play(0, first - 1);
		mock.timers.tick(1000);
		t.deepEqual(killed, []);
		play(first - 1, first);
		t.deepEqual(killed, ['query@target+0ms']);
		play(first, second);
		mock.timers.tick(49);
		t.deepEqual(killed, ['query@target+0ms']);
		mock.timers.tick(1);
		t.deepEqual(killed, ['query@target+0ms', 'query@2:target+50ms']);
		play(second, commit);
		mock.timers.tick(1);
		t.is(killed.at(-1), 'query@commit+1ms');
		t.is(killed.length, 3);
	},
);

test('an armed kill is sent once, in this run or a later one, and not in a step that is past its moment', t => {
	const log = createEventLog(() => 0);
	const killed: string[] = [];
	const aims = fireAims(log, kind => {
		killed.push(kind);
	});
	const half = aimOf('query@upload:50%');
	const play = (told: Story, from = 0) => {
		for (const {at, ...event} of told.events.slice(from)) {
			log.emit(event);
		}

		return told.events.length;
	};

	const told = story().starts({files: 3}).inserts().uploads(0.6);
	const begun = play(told);
	aims.arm(half);
	t.deepEqual(log.state().armed, half);
	t.deepEqual(aims.waiting(), half && [half]);
	const first = play(told.uploads(1).sent().ok(), begun);
	t.deepEqual(killed, []);
	play(told.inserts().uploads(0.5), first);
	t.deepEqual(killed, ['query']);
	t.is(log.state().armed, undefined);
	t.deepEqual(aims.waiting(), []);

	aims.arm(half);
	play(story().starts().inserts().uploads(0.4).uploads(0.5).uploads(0.6));
	t.deepEqual(killed, ['query', 'query']);
});

test('arming the same kill again, or none where none is armed, is no news', t => {
	const log = createEventLog(() => 0);
	const news: string[] = [];
	log.subscribe(({type}) => {
		news.push(type);
	});
	const aims = fireAims(log, () => undefined);
	aims.arm(undefined);
	t.deepEqual(news, []);
	aims.arm(aimOf('query@commit'));
	aims.arm(aimOf('query@commit'));
	t.deepEqual(news, ['armed']);
	aims.arm(undefined);
	t.deepEqual(news, ['armed', 'armed']);
	t.is(log.state().armed, undefined);
});

test('what is armed in mid-step is sent in that step if its part, or its phase, is still to come', t => {
	for (const [word, done, then, expected] of [
		['query@upload:50%', 0.4, 0.5, ['query']],
		['query@upload:50%', 0.5, 0.6, []],
		['query@upload:50%', 0.6, 0.7, []],
		['query@upload', 0.1, 0.2, []],
		['query@execute', 0.6, 1, ['query']],
	] as const) {
		const log = createEventLog(() => 0);
		const killed: string[] = [];
		const aims = fireAims(log, kind => {
			killed.push(kind);
		});
		const told = story().starts({files: 2}).inserts().uploads(done);
		const begun = told.events.length;
		for (const {at, ...event} of told.events) {
			log.emit(event);
		}

		aims.arm(aimOf(word));
		told.uploads(then);
		if (then === 1) {
			told.sent().seesThread('Execute', 'starting', 0);
		}

		for (const {at, ...event} of told.events.slice(begun)) {
			log.emit(event);
		}

		t.deepEqual(killed, expected, `${word} at ${done}`);
	}
});

test('another kill can be armed instead', t => {
	const log = createEventLog(() => 0);
	const aims = fireAims(log, () => undefined);
	aims.arm(aimOf('query@commit'));
	aims.arm(aimOf('connection@commit'));
	t.deepEqual(aims.waiting(), [aimOf('connection@commit')]);
});

test('what is armed before an upload has begun is sent in it, and where nothing runs when a file begins', t => {
	for (const word of ['query@upload', 'query@upload:50%', 'query@generate']) {
		const log = createEventLog(() => 0);
		const killed: string[] = [];
		const aims = fireAims(log, kind => {
			killed.push(kind);
		});
		const told = story().starts({files: 2});
		const isUpload = word !== 'query@generate';
		if (isUpload) {
			told.generates();
		}

		const begun = told.events.length;
		for (const {at, ...event} of told.events) {
			log.emit(event);
		}

		aims.arm(aimOf(word));
		if (isUpload) {
			told.made().identified().statement('target').uploads(0.5);
		} else {
			told.generates();
		}

		for (const {at, ...event} of told.events.slice(begun)) {
			log.emit(event);
		}

		t.deepEqual(killed, ['query'], `of ${word}`);
	}
});

test('what was missed in an upload stays missed when its last progress comes after its end, and is met when the upload is sent again', t => {
	const log = createEventLog(() => 0);
	const killed: string[] = [];
	const aims = fireAims(log, kind => {
		killed.push(kind);
	});
	const told = story().starts({files: 2}).inserts().uploads(0.6);
	let played = 0;
	const play = () => {
		for (const {at, ...event} of told.events.slice(played)) {
			log.emit(event);
		}

		played = told.events.length;
	};

	play();
	aims.arm(aimOf('query@upload:50%'));
	told.fails().uploads(0.7);
	play();
	t.deepEqual(killed, []);
	told.statement('target').uploads(0.5);
	play();
	t.deepEqual(killed, ['query']);
});

test('what is armed before the first file has begun has missed nothing', t => {
	const log = createEventLog(() => 0);
	const aims = fireAims(log, () => undefined);
	for (const {at, ...event} of story().starts().events) {
		log.emit(event);
	}

	aims.arm(aimOf('query@upload:50%'));
	t.deepEqual(aims.waiting(), [aimOf('query@upload:50%')]);
});

test('an event about a file that never began is no moment', t => {
	const told = story().starts();
	told.emit({type: 'step-progress', step: 3, done: fileSize});
	t.deepEqual(moments('query@upload:50%', told), []);
});

test('a look that shows an earlier phase is not the moment of a later one', t => {
	const write = {type: 'phase', phase: 'write', part: 0} as const;
	const told = story().starts().inserts().uploads(1).sent();
	const isNow = () => {
		const event = told.events.at(-1);
		return event && isMoment(write, event, told.run);
	};

	told.seesThread('Execute', 'starting', 0);
	t.false(isNow());
	told.seesThread('Execute', 'update', 0);
	t.true(isNow());
});
