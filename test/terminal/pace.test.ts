import {mock} from 'node:test';
import test from 'ava';
import {
	createPace,
	leavingRest,
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
	'a terminal is caught up before the first question, and when all are answered',
	t => {
		let changes = 0;
		const pace = createPace(() => {
			changes++;
		});
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		pace.asked(60);
		pace.asked(60);
		t.false(pace.isCaughtUp());
		pace.answered();
		t.false(pace.isCaughtUp());
		t.true(pace.isAnswering());
		pace.answered();
		t.true(pace.isCaughtUp());
		t.is(changes, 2);
		// A second answer to the same question.
		pace.answered();
		pace.asked(60);
		t.false(pace.isCaughtUp());
		pace.stop();
	},
);

test.serial(
	'a terminal that has never answered counts as silent after a while, and is asked no more',
	t => {
		let changes = 0;
		const pace = createPace(() => {
			changes++;
		});
		pace.asked(60);
		pass(silentAfter - 1);
		t.false(pace.isCaughtUp());
		t.true(pace.isWorthAsking());
		pass(1);
		t.is(changes, 1);
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		t.false(pace.isWorthAsking());
		t.is(pace.rest(), 0);

		// A late answer proves the opposite.
		pace.answered();
		t.true(pace.isAnswering());
		t.true(pace.isWorthAsking());
	},
);

test.serial(
	'a terminal that has answered gets more time, because its link may be slow',
	t => {
		const pace = createPace(() => undefined);
		pace.asked(60);
		pace.answered();
		pace.asked(60);
		pass(stalledAfter - 1);
		t.false(pace.isCaughtUp());
		pass(1);
		t.true(pace.isCaughtUp());
		t.false(pace.isAnswering());
		pace.answered();
		t.true(pace.isAnswering());
	},
);

test.serial('each answer renews the time for the open questions', t => {
	const pace = createPace(() => undefined);
	pace.asked(60);
	pace.asked(60);
	pass(silentAfter - 1);
	pace.answered();
	pass(stalledAfter - 1);
	t.false(pace.isCaughtUp());
	pass(1);
	t.true(pace.isCaughtUp());
});

test.serial(
	'the link rests twice as long as a picture took, but at most a second',
	t => {
		const pace = createPace(() => undefined);
		pace.asked(60);
		pass(100);
		pace.answered();
		t.is(pace.rest(), 200);
		pass(50);
		t.is(pace.rest(), 150);
		pace.asked(60);
		pass(5000);
		pace.answered();
		t.is(pace.rest(), 1000);
	},
);

test.serial('an echo does not wait for a few bytes', t => {
	const pace = createPace(() => undefined);
	t.true(pace.isNearlyCaughtUp());
	pace.asked(128);
	t.true(pace.isNearlyCaughtUp());
	t.false(pace.isCaughtUp());
	pace.asked(1);
	t.false(pace.isNearlyCaughtUp());
	pace.answered();
	t.true(pace.isNearlyCaughtUp());
	pace.stop();
});

/** A pace whose terminal is at the far end of a link with this many bytes a second, 100 ms there and back; it has shown a picture of 2 kB. */
function farPace(bytesPerSecond: number) {
	const pace = createPace(() => undefined);
	for (const bytes of [30, 2030]) {
		pace.asked(bytes);
		pass(100 + ((bytes - 30) * 1000) / bytesPerSecond);
		pace.answered();
	}

	return pace;
}

test.serial('a near terminal gets everything at once', t => {
	const pace = createPace(() => undefined);
	t.is(pace.portion(), 1024);
	pace.asked(30);
	pass(5);
	pace.answered();
	t.is(pace.portion(), Infinity);
	t.is(pace.slowRate(), undefined);
});

test.serial('a slow link gets what it carries in 400 ms', t => {
	t.is(Math.round(farPace(4096).portion()), 1638);
	t.is(farPace(1024).portion(), 512);
	t.is(Math.round(farPace(1024).slowRate() ?? 0), 1024);
	const fast = farPace(1_000_000);
	t.is(Math.round(fast.portion()), 400_000);
	t.is(fast.slowRate(), undefined);
});

test.serial('a silent terminal gets everything at once', t => {
	const pace = farPace(1024);
	pace.asked(60);
	pass(stalledAfter);
	t.is(pace.portion(), Infinity);
	t.is(pace.slowRate(), undefined);
});

test.serial('quitting over a slow link waits for no more pictures', t => {
	const slow = farPace(1024);
	pass(5000);
	slow.leave();
	t.is(slow.rest(), leavingRest);
	// Not for ever: something else may delay it.
	pass(leavingRest - 1);
	slow.leave();
	t.is(slow.rest(), 1);
	pass(1);
	t.is(slow.rest(), 0);
	const fast = farPace(1_000_000);
	pass(5000);
	fast.leave();
	t.true(fast.rest() < 0);
});

test.serial('before the first picture there is no rest', t => {
	const pace = createPace(() => undefined);
	t.true(pace.rest() <= 0);
});

test.serial(
	'the rest is measured from the question, and so is the silence',
	t => {
		const pace = createPace(() => undefined);
		pass(100);
		pace.asked(60);
		pass(200);
		pace.answered();
		t.is(pace.rest(), 400);

		const silent = createPace(() => undefined);
		silent.asked(60);
		pass(1000);
		silent.asked(60);
		t.false(silent.isCaughtUp());
		pass(silentAfter - 1000);
		t.true(silent.isCaughtUp());
	},
);

test.serial('once stopped, it waits for nothing', t => {
	let changes = 0;
	const pace = createPace(() => {
		changes++;
	});
	pace.asked(60);
	pace.stop();
	t.true(pace.isCaughtUp());
	pass(stalledAfter);
	t.is(changes, 0);
});

/** A pace whose terminal has answered these questions, each after this many ms. */
function answering(
	...questions: ReadonlyArray<readonly [bytes: number, took: number]>
) {
	const pace = createPace(() => undefined);
	for (const [bytes, took] of questions) {
		pace.asked(bytes);
		pass(took);
		pace.answered();
	}

	return pace;
}

test.serial('a link is slow below 16 KiB/s, and rests like another', t => {
	t.is(answering([60, 10], [16_444, 1010]).slowRate(), undefined);
	const slow = answering([60, 10], [16_443, 1010]);
	t.is(slow.slowRate(), 16_383);
	t.is(slow.rest(), 1000);
});

test.serial('questions that are answered together are measured together', t => {
	const pace = answering([60, 10]);
	pace.asked(30);
	pace.asked(4030);
	pass(1010);
	pace.answered();
	pace.answered();
	t.is(pace.slowRate(), 4000);
});

test.serial('a surplus answer does not change the rest', t => {
	const pace = answering([60, 100]);
	pass(1000);
	pace.answered();
	t.is(pace.rest(), -800);
});

test.serial('a terminal is near below 60 ms', t => {
	t.is(answering([60, 59]).portion(), Infinity);
	t.is(answering([60, 60]).portion(), 1024);
});
