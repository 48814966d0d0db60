import test from 'ava';
import {timeline} from '../../source/lab/timeline.js';
import {story} from '../helpers/story.js';

test('before the first statement that is shown there is none', t => {
	const told = story().starts();
	t.is(timeline(told.run, told.now), undefined);
});

test('an INSERT in its phases, with the kills where they were sent and took effect', t => {
	const told = story().starts().inserts();
	told.after(500).uploads(0.5).after(100).kills('query').acknowledged();
	told.after(399).uploads(1).after(0).sent();
	told.after(50).seesThread('Execute', 'starting', 0);
	told.after(250).seesThread('Execute', 'update', 0);
	told.after(200).ok();
	t.deepEqual(timeline(told.run, told.now + 999), {
		kind: 'insert',
		file: 0,
		stretches: [
			{phase: 'upload', from: 0, to: 1000},
			{phase: 'sent', from: 1000, to: 1050},
			{phase: 'execute', from: 1050, to: 1300},
			{phase: 'write', from: 1300, to: 1500},
		],
		marks: [{kind: 'query', at: 600, effect: {effect: 'lost', at: 1500}}],
		scale: 2000,
	});
});

test('a statement in flight reaches up to now', t => {
	const told = story().starts().inserts();
	const course = timeline(told.run, told.now + 70);
	t.deepEqual(course?.stretches, [{phase: 'upload', from: 0, to: 70}]);
	t.is(course?.scale, 100);
});

test('the scale goes in steps', t => {
	const told = story().starts().inserts();
	for (const [elapsed, scale] of [
		[1, 100],
		[100, 100],
		[101, 200],
		[201, 500],
		[501, 1000],
		[4999, 5000],
		[5001, 10_000],
		[61_000, 100_000],
	] as const) {
		t.is(timeline(told.run, told.now + elapsed)?.scale, scale);
	}
});

test('the newest statement, and after the run the one that was killed', t => {
	const told = story().starts({files: 2}).stores().inserts().uploads(0.5);
	told.kills('query').acknowledged().uploads(1).sent().ok();
	told.statement('verify').ok();
	told.statement('commit').ok().looks();
	t.is(timeline(told.run, told.now)?.kind, 'commit');
	told.finds('committed whole');
	t.like(timeline(told.run, told.now), {kind: 'insert', file: 1});
});
