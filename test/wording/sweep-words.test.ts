import test from 'ava';
import {workloadMap, type MapRow} from '../../source/lab/sweep/map-rows.js';
import {
	describeSweep,
	describeTrial,
	mostlyWords,
	outcomesWords,
	quantileWords,
} from '../../source/wording/sweep-words.js';
import {began, swept, trial} from '../helpers/sweep-story.js';

function rowOf(...lines: Parameters<typeof swept>[0]): MapRow {
	const [tried] = swept(lines).tried;
	const [row] = tried ? workloadMap(tried, began().server).rows : [];
	if (!row) {
		throw new Error('The map has no row');
	}

	return row;
}

test('a share is told with its interval', t => {
	t.is(
		mostlyWords(rowOf(...Array.from({length: 20}, () => trial()))),
		'interrupted 20 of 20, 84-100 %',
	);
	t.is(
		mostlyWords(rowOf(trial({effect: 'too-late?'}))),
		'too late? 1 of 1, 21-100 %',
	);
});

test('times are in ms, and nothing measured is a dash', t => {
	t.is(quantileWords({p50: 0.44, p95: 9.96, max: 250.4}), '0.4/10/250');
	t.is(quantileWords({p50: -1.25, p95: 0, max: 12_345}), '-1.3/0.0/12345');
	t.is(quantileWords(undefined), '-');
});

test('a sweep in one line', t => {
	t.is(
		describeSweep(began()),
		'Sweep of MySQL 9.7.4: 2 workloads, 10 kills each (KILL QUERY and KILL CONNECTION), seed seven',
	);
	t.is(
		describeSweep(
			began({
				workloads: began().workloads.slice(0, 1),
				kinds: ['query'],
				trials: 1000,
				server: {
					flavour: 'mariadb',
					version: '10.11.18',
					product: 'MariaDB 10.11.18',
				},
			}),
		),
		'Sweep of MariaDB 10.11.18: 1 workload, 1,000 kills each (KILL QUERY), seed seven',
	);
});

test('a trial in one line', t => {
	t.is(
		describeTrial(trial(), 200),
		'update 1/200: KILL QUERY, aimed at 1:target+50ms, in execute: interrupted 12 ms after its OK; rolled back whole',
	);
	t.is(
		describeTrial(
			trial({
				kind: 'connection',
				aim: 'connection@commit+0ms',
				landed: 'unsent',
				effect: 'unsent',
				bit: undefined,
				outcome: 'committed whole',
			}),
			200,
		),
		'update 1/200: KILL CONNECTION, aimed at commit+0ms, its moment never came; committed whole',
	);
	t.regex(
		describeTrial(trial({bit: -0.5, outcome: undefined}), 200),
		/interrupted 0\.5 ms before its OK$/,
	);
});

test('what was left of the data, and how often', t => {
	const [tried] = swept([
		trial(),
		trial(),
		trial({outcome: 'committed whole'}),
	]).tried;
	t.is(
		tried && outcomesWords(workloadMap(tried, began().server)),
		'rolled back whole 2, committed whole 1',
	);
});
