import test from 'ava';
import {
	allTimelines,
	timelineOf,
	timelines,
} from '../../../source/lab/history/timeline.js';
import {story} from '../../helpers/story.js';

test('without a statement to show there is no timeline', t => {
	const told = story().starts();
	t.deepEqual(timelines(told.run, told.now, 2), []);
});

test('an INSERT has its phases, with the kills where they were sent and took effect', t => {
	const told = story().starts().inserts();
	told.after(500).uploads(0.5).after(100).kills('query').acknowledged();
	told.after(399).uploads(1).after(0).sent();
	told.after(50).seesThread('Execute', 'starting', 0);
	told.after(250).seesThread('Execute', 'update', 0);
	told.after(200).ok();
	t.deepEqual(timelines(told.run, told.now + 999, 1), [
		{
			name: 'INSERT',
			step: 'random_file-0.bin',
			stretches: [
				{phase: 'upload', from: 0, to: 1000},
				{phase: 'sent', from: 1000, to: 1050},
				{phase: 'execute', from: 1050, to: 1300},
				{phase: 'write', from: 1300, to: 1500},
			],
			marks: [
				{kill: 1, kind: 'query', at: 600, effect: {effect: 'lost', at: 1500}},
			],
			scale: 4000,
		},
	]);
});

test("a killed statement's rows are undone in a stretch of its own, whatever its thread shows meanwhile", t => {
	const told = story().starts().inserts().uploads(1).after(0).sent();
	told.after(50).seesThread('Query', 'executing', 0);
	told.after(350).kills('query').after(0.3).acknowledged();
	const undoing = {
		thread: {
			type: 'alive',
			command: 'Query',
			state: 'query end',
		},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 9},
	} as const;
	told.after(50).seesThread('Query', 'query end', 9);
	told.after(49.7).sees(undoing).after(100).sees(undoing).after(400).fails();
	const [course] = timelines(told.run, told.now, 1);
	t.is(course?.stretches.at(-1)?.phase, 'undo');
	t.deepEqual(
		course?.stretches.map(({from, to}) => to - from),
		[1, 50, 450, 500],
	);
});

/** A KILL CONNECTION whose transaction is seen rolling back after 80 ms. */
function cutOff() {
	const told = story().starts().inserts().uploads(1).after(0).sent();
	told.after(50).seesThread('Query', 'executing', 0);
	told.after(350).kills('connection').after(1).acknowledged().drops();
	return told.after(80).sees({
		thread: {type: 'alive', command: 'Killed', state: 'executing'},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 9},
	});
}

test('a killed connection: the statement goes on without its client, and its rollback is a stretch of its own', t => {
	const told = cutOff();
	const {now} = told;
	t.deepEqual(timelines(told.run, now + 20, 1)[0]?.stretches.at(-1), {
		phase: 'rollback',
		from: now - (told.run.statements.at(-1)?.startedAt ?? 0),
		to: now + 20 - (told.run.statements.at(-1)?.startedAt ?? 0),
	});

	told.after(500).seesNothing();
	const [course] = timelines(told.run, told.now + 999, 1);
	t.deepEqual(
		course?.stretches.map(({phase, from, to}) => [phase, to - from]),
		[
			['upload', 1],
			['sent', 50],
			['execute', 433],
			['rollback', 500],
		],
	);
});

test('a rollback that nobody has seen the end of ends with what the client saw', t => {
	const told = cutOff().looks().findsOutNothing('the user quit');
	t.is(
		timelines(told.run, told.now + 999, 1)[0]?.stretches.at(-1)?.phase,
		'execute',
	);
});

test('a statement in flight extends to now', t => {
	const told = story().starts().inserts();
	const [course] = timelines(told.run, told.now + 70, 1);
	t.deepEqual(course?.stretches, [{phase: 'upload', from: 0, to: 70}]);
});

test('what is sent and not seen executing is only sent, until it ends', t => {
	const told = story().starts().inserts();
	told.after(100).uploads(1).after(0).sent().after(50).ok();
	t.deepEqual(timelines(told.run, told.now, 1)[0]?.stretches, [
		{phase: 'upload', from: 0, to: 100},
		{phase: 'sent', from: 100, to: 150},
	]);
});

test('while an upload goes as planned, the scale stays the same', t => {
	// 100 MB at 50 MB/s: 2 s.
	const told = story().starts().inserts();
	for (let elapsed = 0; elapsed <= 3500; elapsed += 50) {
		t.is(timelines(told.run, told.now + elapsed, 1)[0]?.scale, 4000);
	}
});

test('the scale grows in steps when a statement takes longer, and the next one of its kind starts with that scale', t => {
	const told = story().starts().statement('commit');
	for (const [elapsed, scale] of [
		[0, 500],
		[499, 500],
		[501, 600],
		[801, 1000],
		[1001, 1500],
		[4999, 5000],
		[5001, 6000],
		[61_000, 80_000],
	] as const) {
		t.is(timelines(told.run, told.now + elapsed, 1)[0]?.scale, scale);
	}

	const slow = story().starts({files: 3}).inserts();
	slow.after(7500).uploads(1).sent().ok().inserts();
	t.is(timelines(slow.run, slow.now, 1)[0]?.scale, 8000);
});

/** A kill in the first INSERT; then the second one begins. */
function killedBefore() {
	const told = story().starts({files: 2}).inserts().uploads(0.5);
	told.kills('query').acknowledged().uploads(1).sent().ok();
	return told.inserts();
}

test('with room for one statement, the killed one stays for three seconds after its end', t => {
	const told = killedBefore();
	const endedAt = told.run.kills[0]?.effect?.at ?? 0;
	const stepAt = (now: number) => timelines(told.run, now, 1)[0]?.step;
	t.is(stepAt(endedAt + 2999), 'random_file-0.bin');
	t.is(stepAt(endedAt + 3000), 'random_file-1.bin');
});

test('with room for two, it stays above the newest', t => {
	const told = killedBefore();
	t.deepEqual(
		timelines(told.run, told.now + 60_000, 2).map(({step, marks}) => [
			step,
			marks.map(({kill}) => kill),
		]),
		[
			['random_file-0.bin', [1]],
			['random_file-1.bin', []],
		],
	);
});

test('after the run the killed statement is shown', t => {
	const told = story().starts({files: 2}).stores().inserts().uploads(0.5);
	told.kills('query').acknowledged().uploads(1).sent().ok();
	told.statement('check').ok();
	told.statement('commit').ok().looks();
	told.finds('committed whole');
	t.like(timelines(told.run, told.now + 60_000, 1), [
		{name: 'INSERT', step: 'random_file-1.bin'},
	]);
});

test('a COMMIT is one stretch, and belongs to no file', t => {
	const told = story().starts({files: 1}).stores().statement('commit');
	told.after(40).ok();
	t.deepEqual(timelines(told.run, told.now, 2), [
		{
			name: 'COMMIT',
			stretches: [{phase: 'commit', from: 0, to: 40}],
			marks: [],
			scale: 500,
		},
	]);
});

test("a comparison and a rollback are shown, but not the lab's own questions", t => {
	const told = story().starts().inserts().sent().ok().statement('check');
	const name = () => timelines(told.run, told.now, 1)[0]?.name;
	t.is(name(), 'hash comparison');
	told.ok().generates().made().identified();
	t.is(name(), 'hash comparison');
	told.statement('rollback');
	t.is(name(), 'ROLLBACK');
});

test('the scale is that of earlier statements of the same kind', t => {
	const told = story().starts({files: 3}).stores(2).statement('check');
	t.is(timelines(told.run, told.now, 1)[0]?.scale, 500);
});

test('without a planned rate 100 MB/s are assumed', t => {
	const told = story().starts({rate: undefined}).inserts();
	t.is(timelines(told.run, told.now, 1)[0]?.scale, 2000);
});

test('the kills of a statement are those from its first moment to its last', t => {
	const told = story().starts().generates().made().kills('query');
	told
		.acknowledged()
		.statement('target')
		.after(0)
		.kills('query')
		.kills('query');
	told.uploads(1).sent().fails().after(0).kills('query').kills('query');
	const marks = timelines(told.run, told.now, 2).map(one =>
		one.marks.map(({kill}) => kill),
	);
	t.deepEqual(marks, [[2, 3, 4]]);
});

test('a phase that took no time is not shown', t => {
	const told = story().starts().inserts();
	told.after(100).uploads(1).after(0).sent().after(0);
	told.seesThread('Execute', 'starting', 0).after(50).ok();
	t.deepEqual(timelines(told.run, told.now, 1)[0]?.stretches, [
		{phase: 'upload', from: 0, to: 100},
		{phase: 'execute', from: 100, to: 150},
	]);
});

test('a step that never began has no name', t => {
	const told = story().starts().generates().emit({
		type: 'statement-started',
		statement: 2,
		role: 'target',
		name: 'INSERT',
		step: 1,
	});
	t.false('step' in (timelines(told.run, told.now, 1)[0] ?? {step: ''}));
});

test('a kill is shown on the course of the statement that it was sent to, by its very ends', t => {
	const told = story().starts({files: 2}).inserts();
	told.kills('query').acknowledged().after(100).uploads(1).sent().after(100);
	told.kills('query').ok();
	told.after(10).kills('query').acknowledged();
	told.after(10).inserts().after(50).kills('query').acknowledged();
	const courses = told.run.kills.map(kill =>
		timelineOf(told.run, kill, told.now),
	);
	t.deepEqual(
		courses.map(course => course && [course.name, course.step]),
		[
			['INSERT', 'random_file-0.bin'],
			['INSERT', 'random_file-0.bin'],
			undefined,
			['INSERT', 'random_file-1.bin'],
		],
	);
	t.deepEqual(
		courses.map(course => course?.marks.map(({kill}) => kill)),
		[[1, 2], [1, 2], undefined, [4]],
	);
});

test('the very first and the very last moment of a statement are its own', t => {
	const told = story().starts({files: 2}).inserts().kills('query');
	told.acknowledged().after(100).uploads(1).sent().after(100).ok();
	const [kill] = told.run.kills;
	const {startedAt = 0, ended} = told.run.statements.at(-1) ?? {};
	for (const sentAt of [startedAt, ended?.at ?? 0]) {
		t.is(
			kill && timelineOf(told.run, {...kill, sentAt}, told.now)?.step,
			'random_file-0.bin',
		);
	}
});

test('a kill sent while the connection is made ready has no course', t => {
	const told = story().starts().statement('identify').kills('query');
	const [kill] = told.run.kills;
	t.truthy(kill);
	t.is(kill && timelineOf(told.run, kill, told.now), undefined);
});

test('every statement has its course, from its own beginning, but those that only prepare', t => {
	const told = story().starts().stores().inserts();
	told.after(500).uploads(0.5);
	const all = allTimelines(told.run, told.now + 1);
	t.deepEqual(
		all.map(({timeline}) => [timeline.name, timeline.step]),
		[
			['INSERT', 'random_file-0.bin'],
			['hash comparison', 'random_file-0.bin'],
			['INSERT', 'random_file-1.bin'],
		],
	);
	t.deepEqual(
		all.map(({startedAt}) => startedAt),
		told.run.statements
			.filter(({role}) => role === 'target' || role === 'check')
			.map(({startedAt}) => startedAt),
	);
	t.deepEqual(all.at(-1)?.timeline, timelines(told.run, told.now + 1, 1)[0]);
	t.is(all.at(-1)?.timeline.stretches.at(-1)?.to, 501);
	told.ok().statement('prepare');
	t.is(allTimelines(told.run, told.now).length, 4);
});
