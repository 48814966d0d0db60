import test from 'ava';
import {compareMaps} from '../../source/lab/sweep/compare.js';
import {cellsOf} from '../../source/lab/sweep/state-map.js';
import {type SweepState} from '../../source/lab/sweep/sweep-state.js';
import {
	comparisonJson,
	comparisonLines,
} from '../../source/output/sweep-comparison.js';
import {began, swept, trial} from '../helpers/sweep-story.js';

/** 40 kills that were sent while the UPDATE was sent, so many of them lost. */
function lost(count: number, first = began()): SweepState {
	return swept(
		Array.from({length: 40}, (_, index) =>
			trial({landed: 'send', effect: index < count ? 'lost' : 'interrupted'}),
		),
		first,
	);
}

function comparison(one: SweepState, other: SweepState) {
	return {one, other, differences: compareMaps(cellsOf(one), cellsOf(other))};
}

const mariadb = began({
	server: {flavour: 'mariadb', version: '11.8.9', product: 'MariaDB 11.8.9'},
});

test('what differs is told with both shares and how sure it is', t => {
	t.deepEqual(comparisonLines(comparison(lost(4), lost(30, mariadb))), [
		'A: Sweep of MySQL 9.7.4: 2 workloads, 10 kills each (KILL QUERY and KILL CONNECTION), seed seven',
		'B: Sweep of MariaDB 11.8.9: 2 workloads, 10 kills each (KILL QUERY and KILL CONNECTION), seed seven',
		'',
		"1 comparison in the cells that both have: 1 differs for sure (p at most 0.05, Fisher's exact test, corrected after Holm).",
		'',
		'  workload  phase  kill   effect  A                B                  p',
		'  update    send   QUERY  lost    4 of 40, 4-23 %  30 of 40, 60-86 %  < 0.0001',
	]);
});

test('a sweep does not differ from itself', t => {
	const one = lost(20);
	t.true(
		comparisonLines(comparison(one, one)).some(line =>
			line.includes('nothing differs for sure'),
		),
	);
});

test('as JSON: both sweeps, and every comparison', t => {
	const told: unknown = JSON.parse(
		comparisonJson(comparison(lost(4), lost(5, mariadb))),
	);
	t.like(told, {
		schema: 1,
		level: 0.05,
		b: {server: {version: '11.8.9'}},
		differences: [
			{
				workload: 'update',
				phase: 'send',
				kind: 'query',
				effect: 'lost',
				a: {count: 4, of: 40},
				b: {count: 5, of: 40},
			},
		],
	});
});
