import test from 'ava';
import {demandsOf} from '../../../source/lab/workloads/blobs/demands.js';
import {
	lookInterval,
	parseHourlyLimits,
	type HourlyLimits,
} from '../../../source/lab/preflight/account-limits.js';
import {blobsPlan} from '../../../source/lab/workloads/blobs/options.js';
import {type RunPlan} from '../../../source/lab/events/run-plan.js';

const plan: RunPlan = {
	...blobsPlan({files: 10, size: 1, protocol: 'binary'}),
	schema: 'lab',
	onInterrupt: 'rollback',
	autocommit: false,
	pauseCommit: false,
};

const texts: ReadonlyArray<readonly [text: string, limits: HourlyLimits]> = [
	["CREATE USER `a`@`%` IDENTIFIED WITH 'x' REQUIRE NONE", {}],
	[
		'CREATE USER `a`@`%` WITH MAX_QUERIES_PER_HOUR 500 MAX_UPDATES_PER_HOUR 100 MAX_CONNECTIONS_PER_HOUR 50 MAX_USER_CONNECTIONS 7',
		{queries: 500, updates: 100, connections: 50},
	],
	['CREATE USER `a`@`%` WITH MAX_QUERIES_PER_HOUR 0', {}],
	[
		"CREATE USER `MAX_UPDATES_PER_HOUR 3`@`%` IDENTIFIED BY PASSWORD 'MAX_QUERIES_PER_HOUR 5' WITH MAX_CONNECTIONS_PER_HOUR 9",
		{connections: 9},
	],
];

for (const [text, limits] of texts) {
	test(`the hourly limits in: ${text}`, t => {
		t.deepEqual(parseHourlyLimits(text), limits);
	});
}

const intervals: ReadonlyArray<
	readonly [queries: number | undefined, ms: number | undefined]
> = [
	[undefined, undefined],
	// A look every 40 ms for an hour, and as many statements again.
	[400_000, undefined],
	[100_330, 144],
	[10_330, 1440],
	[330, 3_600_000],
	[1, 3_600_000],
];

for (const [queries, ms] of intervals) {
	test(`${queries ?? 'any number of'} statements an hour: a look every ${ms ?? 'usual'} ms`, t => {
		const value = queries === undefined ? {} : {queries};
		t.is(
			lookInterval({hourly: {type: 'seen', value}}, demandsOf(plan).hourly),
			ms,
		);
	});
}
