import test from 'ava';
import {Pacer} from '../../../source/lab/upload/pacer.js';

function fakeClock() {
	let time = 1000;
	return {
		now: () => time,
		advance(ms: number) {
			time += ms;
		},
	};
}

/** Sends this many bytes as a pump would, with timers that fire late; returns how long it took in ms and the longest wait. */
function simulate(
	pacer: Pacer,
	clock: ReturnType<typeof fakeClock>,
	bytes: number,
	lateness = 0,
) {
	const start = clock.now();
	let longest = 0;
	for (let sent = 0; sent < bytes;) {
		const delay = pacer.delay();
		if (delay > 0) {
			longest = Math.max(longest, delay);
			clock.advance(delay + lateness);
		}

		const slice = Math.min(pacer.sliceSize(256 * 1024), bytes - sent);
		pacer.spend(slice);
		sent += slice;
	}

	return {took: clock.now() - start + pacer.delay(), longest};
}

const rates = [
	['64 KB/s', 64_000, 64_000],
	['1 MB/s', 1_000_000, 5_000_000],
	['20 MB/s', 20_000_000, 100_000_000],
	['1 GB/s', 1_000_000_000, 1_000_000_000],
] as const;

for (const [name, rate, bytes] of rates) {
	for (const lateness of [0, 1, 7]) {
		test(`${name} is kept with timers ${lateness} ms late`, t => {
			const clock = fakeClock();
			const {took, longest} = simulate(
				new Pacer(clock.now, rate),
				clock,
				bytes,
				lateness,
			);
			const ideal = (bytes / rate) * 1000;
			t.true(Math.abs(took - ideal) <= lateness + 0.01, `${took} ms`);
			t.true(longest <= 20, `a wait of ${longest} ms`);
		});
	}
}

test('without a rate there is no wait', t => {
	const clock = fakeClock();
	const pacer = new Pacer(clock.now);
	t.is(pacer.sliceSize(256 * 1024), 256 * 1024);
	pacer.spend(1e9);
	t.is(pacer.delay(), 0);
	t.is(pacer.rate, undefined);
});

test('slices are small at low rates, within limits', t => {
	const pacer = new Pacer(fakeClock().now, 1_000_000);
	t.is(pacer.sliceSize(256 * 1024), 16_000);
	t.is(pacer.sliceSize(100), 100);
	pacer.setRate(1);
	t.is(pacer.sliceSize(256 * 1024), 512);
	pacer.setRate(1e12);
	t.is(pacer.sliceSize(256 * 1024), 256 * 1024);
});

test('a change of the rate converts the rest of the wait', t => {
	const clock = fakeClock();
	const pacer = new Pacer(clock.now, 1000);
	pacer.spend(1000);
	clock.advance(400);
	t.is(pacer.delay(), 600);
	pacer.setRate(2000);
	t.is(pacer.delay(), 300);
	pacer.setRate(500);
	t.is(pacer.delay(), 1200);
	pacer.setRate(undefined);
	t.is(pacer.delay(), 0);
	pacer.setRate(1000);
	t.is(pacer.delay(), 0);
});

test('a pause stops everything and is not made up for', t => {
	const clock = fakeClock();
	const pacer = new Pacer(clock.now, 1000);
	pacer.spend(100);
	clock.advance(40);
	pacer.pause();
	t.true(pacer.isPaused);
	t.is(pacer.delay(), Number.POSITIVE_INFINITY);
	clock.advance(5000);
	pacer.pause();
	t.is(pacer.delay(), Number.POSITIVE_INFINITY);
	pacer.resume();
	t.false(pacer.isPaused);
	t.is(pacer.delay(), 60);
	pacer.resume();
	t.is(pacer.delay(), 60);
});

test('a change of the rate during a pause counts from the pause', t => {
	const clock = fakeClock();
	const pacer = new Pacer(clock.now, 1000);
	pacer.spend(100);
	pacer.pause();
	clock.advance(5000);
	pacer.setRate(2000);
	t.is(pacer.delay(), Number.POSITIVE_INFINITY);
	pacer.resume();
	t.is(pacer.delay(), 50);
});

test('a short delay is made up for, a long one is not', t => {
	const clock = fakeClock();
	const pacer = new Pacer(clock.now, 1000);
	pacer.spend(50);
	clock.advance(100);
	pacer.spend(60);
	t.is(pacer.delay(), 10);
	clock.advance(500);
	t.is(pacer.delay(), 0);
	pacer.spend(60);
	t.is(pacer.delay(), 60);
});

test('everyone who waits learns of every change', t => {
	const pacer = new Pacer(fakeClock().now);
	let calls = 0;
	const unsubscribe = pacer.subscribe(() => {
		calls++;
	});
	pacer.setRate(1);
	pacer.pause();
	pacer.resume();
	t.is(calls, 3);
	unsubscribe();
	pacer.pause();
	t.is(calls, 3);
});

for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
	test(`${rate} is not a rate`, t => {
		const {now} = fakeClock();
		t.throws(() => new Pacer(now, rate), {instanceOf: RangeError});
		const pacer = new Pacer(now, 5);
		t.throws(
			() => {
				pacer.setRate(rate);
			},
			{instanceOf: RangeError},
		);
		t.is(pacer.rate, 5);
	});
}
