import test from 'ava';
import {measureLink} from '../../source/terminal/link-rate.js';

test('a link of 1 KiB a second and 50 ms is measured by how much longer more bytes take', t => {
	const link = measureLink();
	t.is(link.rate(), undefined);
	t.is(link.way(), undefined);
	for (const bytes of [0, 60, 512, 1024]) {
		link.measured(bytes, 50 + (bytes * 1000) / 1024);
	}

	t.is(link.way(), 50);
	t.is(Math.round(link.rate() ?? 0), 1024);
});

test('a few bytes say nothing about a link', t => {
	const link = measureLink();
	link.measured(30, 80);
	link.measured(157, 80);
	t.is(link.rate(), undefined);
	link.measured(158, 81);
	t.is(link.rate(), 128_000);
});

test('the best measurement counts, because a busy machine makes a link seem slow', t => {
	const link = measureLink();
	link.measured(30, 1);
	link.measured(2030, 11);
	for (let count = 0; count < 31; count++) {
		link.measured(230, 1001);
	}

	t.is(link.rate(), 200_000);
	// A link that stays slow is slow.
	link.measured(230, 1001);
	t.is(link.rate(), 200);
});
