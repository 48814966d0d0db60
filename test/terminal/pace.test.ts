import {mock} from 'node:test';
import test from 'ava';
import {
	createPace,
	silentAfter,
	stalledAfter,
} from '../../source/terminal/pace.js';

test.beforeEach(() => {
	mock.timers.enable({apis: ['setTimeout']});
	now = 0;
	mock.method(performance, 'now', () => now);
});

test.afterEach.always(() => {
	mock.timers.reset();
	mock.restoreAll();
});

let now = 0;

function pass(milliseconds: number): void {
	now += milliseconds;
	mock.timers.tick(milliseconds);
}

test.serial(
	'it is caught up until something is asked, and when all of it is answered',
	t => {
		let changes = 0;
		const pace = createPace(() => {
			changes++;
		});
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		pace.asked();
		pace.asked();
		t.false(pace.isCaughtUp());
		pace.answered();
		t.false(pace.isCaughtUp());
		t.true(pace.isAnswering());
		pace.answered();
		t.true(pace.isCaughtUp());
		t.is(changes, 2);
		// A doubled one.
		pace.answered();
		pace.asked();
		t.false(pace.isCaughtUp());
		pace.stop();
	},
);

test.serial(
	'a terminal that has never answered is silent after a while, and is asked no more',
	t => {
		let changes = 0;
		const pace = createPace(() => {
			changes++;
		});
		pace.asked();
		pass(silentAfter - 1);
		t.false(pace.isCaughtUp());
		t.true(pace.isWorthAsking());
		pass(1);
		t.is(changes, 1);
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		t.false(pace.isWorthAsking());
		t.is(pace.rest(), 0);

		// A late answer tells better.
		pace.answered();
		t.true(pace.isAnswering());
		t.true(pace.isWorthAsking());
	},
);

test.serial(
	'one that has answered is waited for longer: its link may be slow',
	t => {
		const pace = createPace(() => undefined);
		pace.asked();
		pace.answered();
		pace.asked();
		pass(stalledAfter - 1);
		t.false(pace.isCaughtUp());
		pass(1);
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		pace.answered();
		t.true(pace.isAnswering());
	},
);

test.serial('each answer gives the ones that are still owed their time', t => {
	const pace = createPace(() => undefined);
	pace.asked();
	pace.asked();
	pass(silentAfter - 1);
	pace.answered();
	pass(stalledAfter - 1);
	t.false(pace.isCaughtUp());
	pass(1);
	t.true(pace.isCaughtUp());
});

test.serial(
	'the link rests twice as long as a picture took, and not longer than a second',
	t => {
		const pace = createPace(() => undefined);
		pace.asked();
		pass(100);
		pace.answered();
		t.is(pace.rest(), 200);
		pass(50);
		t.is(pace.rest(), 150);
		pace.asked();
		pass(5000);
		pace.answered();
		t.is(pace.rest(), 1000);
	},
);
